using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using MudBlazor;

namespace ChargingConsole.Components.IdTags;

/// <summary>The operator's side of the id tags: changes them where the viewer may, and tells what came of it.</summary>
public sealed class IdTagDesk(IdTagRegister register, Viewer viewer, ISnackbar toasts, ILogger<IdTagDesk> logger)
{
    private static string NoRight => Texts.Say("Your key lets you look, not change. Nothing was changed.");

    /// <summary>Makes a tag, or changes one; gives what went wrong, or null.</summary>
    public Task<string?> SaveAsync(string idTag, bool isNew, Func<IdTagRow, IdTagRow> change) => TryAsync(async () =>
        isNew
            ? await register.AddAsync(idTag, change, viewer.Actor) is null ? Texts.Say("There is a tag {0} already. Open it to change it.", idTag.Trim()) : null
            : await register.ChangeAsync(idTag, change, viewer.Actor) is null ? Texts.Say("The tag {0} was removed meanwhile.", idTag) : null);

    /// <summary>Blocks a tag, or lets it in again.</summary>
    public async Task BlockAsync(IdTagRow tag, bool block)
    {
        var wrong = await SaveAsync(tag.IdTag, isNew: false, row => row with { Status = block ? IdTagStatus.Blocked : IdTagStatus.Accepted });
        Tell(wrong ?? (block ? Texts.Say("{0} is blocked. A session that runs goes on.", tag.IdTag) : Texts.Say("{0} may charge again.", tag.IdTag)), wrong is not null);
    }

    /// <summary>Takes in a tag that was seen, with nothing but its name; gives whether it was.</summary>
    public async Task<bool> EnrolAsync(string idTag)
    {
        var wrong = await SaveAsync(idTag, isNew: true, row => row);
        Tell(wrong ?? Texts.Say("{0} may charge from now on.", idTag), wrong is not null);
        return wrong is null;
    }

    /// <summary>Removes a tag and offers to bring it back; gives whether it was removed.</summary>
    public async Task<bool> DeleteAsync(IdTagRow tag)
    {
        var wrong = await TryAsync(async () => await register.RemoveAsync(tag.IdTag, viewer.Actor) ? null : Texts.Say("The tag {0} was removed meanwhile.", tag.IdTag));
        if (wrong is not null)
        {
            Tell(wrong, failed: true);
            return false;
        }

        toasts.Add(Texts.Say("{0} is deleted.", tag.IdTag), Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.RequireInteraction = false;
            options.VisibleStateDuration = 12_000;
            options.HideIcon = true;
            options.CloseAfterNavigation = false;
            options.OnClick = async _ => await RestoreAsync(tag);
        });
        return true;
    }

    /// <summary>Brings a deleted tag back as it was.</summary>
    public async Task RestoreAsync(IdTagRow tag)
    {
        var wrong = await TryAsync(async () => await register.RestoreAsync(tag, viewer.Actor) ? null : Texts.Say("There is a tag {0} again.", tag.IdTag));
        Tell(wrong ?? Texts.Say("{0} is back.", tag.IdTag), wrong is not null);
    }

    /// <summary>Takes in a list; gives what became of its lines, or what went wrong.</summary>
    public async Task<(IdTagImport? Import, string? Wrong)> ImportAsync(string csv)
    {
        IdTagImport? import = null;
        var wrong = await TryAsync(async () => (import = await register.ImportAsync(csv, viewer.Actor)).Error);
        return (wrong is null ? import : null, wrong);
    }

    private async Task<string?> TryAsync(Func<Task<string?>> act)
    {
        await viewer.IdentifyAsync();
        if (!viewer.MayAct)
        {
            return NoRight;
        }

        try
        {
            return await act();
        }
        catch (DatabaseUnavailableException exception)
        {
            logger.LogWarning(exception, "Id tags could not be changed");
            return Texts.Say("The database is away; nothing was changed. Try again in a moment.");
        }
    }

    private void Tell(string text, bool failed) => toasts.Add(text, failed ? Severity.Error : Severity.Success, options => options.CloseAfterNavigation = false);
}

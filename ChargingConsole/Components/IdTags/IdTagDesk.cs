using ChargingConsole.Components.Acts;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Components.IdTags;

/// <summary>The operator's side of the id tags: changes them where the viewer may, and tells what came of it.</summary>
public sealed class IdTagDesk(IdTagRegister register, ActDesk acts, Viewer viewer)
{
    /// <summary>Makes a tag, or changes one; gives what went wrong, or null.</summary>
    public async Task<string?> SaveAsync(string idTag, bool isNew, Func<IdTagRow, IdTagRow> change)
    {
        string? wrong = null;
        await acts.RunAsync(
            Texts.Say("Save {0}", idTag.Trim()),
            () => ChangeAsync(idTag, isNew, change, isNew ? Texts.Say("{0} may charge from now on.", idTag.Trim()) : Texts.Say("Saved.")),
            inPlace: why => wrong = why);
        return wrong;
    }

    /// <summary>Blocks a tag, or lets it in again.</summary>
    public Task BlockAsync(IdTagRow tag, bool block) => acts.RunAsync(
        block ? Texts.Say("Block {0}", tag.IdTag) : Texts.Say("Unblock {0}", tag.IdTag),
        () => ChangeAsync(tag.IdTag, isNew: false, row => row with { Status = block ? IdTagStatus.Blocked : IdTagStatus.Accepted },
            block ? Texts.Say("{0} is blocked. A session that runs goes on.", tag.IdTag) : Texts.Say("{0} may charge again.", tag.IdTag)));

    /// <summary>Takes in a tag that was seen, with nothing but its name; gives whether it was.</summary>
    public Task<bool> EnrolAsync(string idTag) => acts.RunAsync(
        Texts.Say("Enrol {0}", idTag), () => ChangeAsync(idTag, isNew: true, row => row, Texts.Say("{0} may charge from now on.", idTag)));

    /// <summary>Removes a tag and offers to bring it back; gives whether it was removed.</summary>
    public Task<bool> DeleteAsync(IdTagRow tag) => acts.RunAsync(Texts.Say("Delete {0}", tag.IdTag), async () =>
        await register.RemoveAsync(tag.IdTag, viewer.Actor)
            ? new ActEnd(Texts.Say("{0} is deleted.", tag.IdTag)) { Undo = () => RestoreAsync(tag) }
            : ActEnd.Failed(Texts.Say("The tag {0} was removed meanwhile.", tag.IdTag)));

    /// <summary>Takes in a list; gives what became of its lines, or what went wrong.</summary>
    public async Task<(IdTagImport? Import, string? Wrong)> ImportAsync(string csv)
    {
        IdTagImport? import = null;
        string? wrong = null;
        await acts.RunAsync(
            Texts.Say("Import id tags"),
            async () =>
            {
                import = await register.ImportAsync(csv, viewer.Actor);
                return import.Error is { } error ? ActEnd.Failed(Recorded.Say(error))
                    : new ActEnd(Texts.Say("New: {0:N0}, changed: {1:N0}, refused: {2:N0}.", import.Count(ImportOutcome.New), import.Count(ImportOutcome.Changed), import.Count(ImportOutcome.Refused)));
            },
            inPlace: why => wrong = why);
        return (wrong is null ? import : null, wrong);
    }

    /// <summary>Brings a deleted tag back as it was.</summary>
    private async Task<ActEnd> RestoreAsync(IdTagRow tag) =>
        await register.RestoreAsync(tag, viewer.Actor) ? new ActEnd(Texts.Say("{0} is back.", tag.IdTag)) : ActEnd.Failed(Texts.Say("There is a tag {0} again.", tag.IdTag));

    private async Task<ActEnd> ChangeAsync(string idTag, bool isNew, Func<IdTagRow, IdTagRow> change, string done) =>
        isNew
            ? ActEnd.Of(await register.AddAsync(idTag, change, viewer.Actor) is null ? Texts.Say("There is a tag {0} already. Open it to change it.", idTag.Trim()) : null, done)
            : ActEnd.Of(await register.ChangeAsync(idTag, change, viewer.Actor) is null ? Texts.Say("The tag {0} was removed meanwhile.", idTag) : null, done);
}

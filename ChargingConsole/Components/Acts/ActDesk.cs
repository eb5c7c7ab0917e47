using System.Data.Common;
using ChargingConsole.Auth;
using ChargingConsole.Core.Data;
using MudBlazor;

namespace ChargingConsole.Components.Acts;

/// <summary>
/// Does what an operator asked for beside the chargers: asks first whether the viewer may, shows a toast at once, and
/// lets that same toast tell how it ended. What is asked of a charger has <see cref="Commands.OperatorDesk"/>.
/// </summary>
public sealed class ActDesk(ISnackbar toasts, Viewer viewer, TimeProvider clock, ILogger<ActDesk> logger)
{
    private static readonly TimeSpan s_shown = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_shownWithUndo = TimeSpan.FromSeconds(12);

    /// <summary>Does it; gives whether it came out as was asked.</summary>
    /// <param name="title">What is being done, such as "Block TAG-1".</param>
    /// <param name="act">Does it and tells how it ended. A database that is away is told here.</param>
    /// <param name="needed">Who may.</param>
    /// <param name="inPlace">Tells a failure where the operator is looking, such as in a form; the toast goes then.</param>
    public Task<bool> RunAsync(string title, Func<Task<ActEnd>> act, AccessRole needed = AccessRole.Operator, Action<string>? inPlace = null) =>
        RunAsync(title, _ => act(), needed, inPlace);

    /// <summary>Does what takes longer, and tells in the toast how far it is.</summary>
    public async Task<bool> RunAsync(string title, Func<ActProgress, Task<ActEnd>> act, AccessRole needed = AccessRole.Operator, Action<string>? inPlace = null)
    {
        var progress = new ActProgress(title);
        toasts.Add<ActToast>(
            new Dictionary<string, object> { [nameof(ActToast.Progress)] = progress },
            Severity.Normal,
            options =>
            {
                options.RequireInteraction = true;
                options.ShowCloseIcon = true;
                options.HideIcon = true;
                options.CloseAfterNavigation = false;
            },
            key: progress.Key);

        var end = await TryAsync(() => act(progress), needed);
        if (!end.IsGood && inPlace is not null)
        {
            toasts.RemoveByKey(progress.Key);
            inPlace(end.Words);
            return false;
        }

        Finish(progress, end, needed);
        return end.IsGood;
    }

    private void Finish(ActProgress progress, ActEnd end, AccessRole needed)
    {
        progress.Ended(end, end.Undo is { } undo ? () => UndoAsync(progress, undo, needed) : null);
        if (end.IsGood)
        {
            _ = CloseAsync(progress, end);
        }
    }

    private async Task UndoAsync(ActProgress progress, Func<Task<ActEnd>> undo, AccessRole needed)
    {
        progress.BeginsAgain();
        Finish(progress, await TryAsync(undo, needed), needed);
    }

    private async Task<ActEnd> TryAsync(Func<Task<ActEnd>> act, AccessRole needed)
    {
        try
        {
            // Asked again at the moment of the act: what a page shows may be older than the right.
            await viewer.IdentifyAsync();
            return viewer.WhyNot(needed) is { } why ? ActEnd.Failed(why) : await act();
        }
        catch (Exception exception) when (exception is DatabaseUnavailableException or DbException or TimeoutException)
        {
            logger.LogWarning(exception, "The database was away for what an operator did");
            return ActEnd.Failed(Texts.Say("The database went away before this was done. Look whether a part of it was, and try again in a moment."));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "What an operator did failed");
            return ActEnd.Failed(Texts.Say("Something went wrong on the server, and its log has the details. Charging is not affected."));
        }
    }

    /// <summary>A good end goes away by itself; a bad one stays until it has been read.</summary>
    private async Task CloseAsync(ActProgress progress, ActEnd end)
    {
        await Task.Delay(end.Undo is null ? s_shown : s_shownWithUndo, clock);
        if (progress.End == end)
        {
            toasts.RemoveByKey(progress.Key);
        }
    }
}

using ChargingConsole.Core.Commands;
using Microsoft.AspNetCore.Components;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Commands;

/// <summary>Tells of one command from the asking to its effect, in one place.</summary>
public sealed partial class CommandToast : IDisposable
{
    private static readonly (CommandState State, string Word)[] s_path =
    [
        (CommandState.Requested, "Requested"),
        (CommandState.Sent, "Sent"),
        (CommandState.Accepted, "Accepted"),
        (CommandState.Confirmed, "Confirmed"),
    ];

    private static readonly (CommandState State, string Word)[] s_pathWithoutEffect =
    [
        (CommandState.Requested, "Requested"),
        (CommandState.Sent, "Sent"),
        (CommandState.Confirmed, "Answered"),
    ];

    /// <summary>The command.</summary>
    [Parameter, EditorRequired]
    public required CommandProgress Progress { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Progress.Changed += Moved;

    /// <inheritdoc/>
    public void Dispose() => Progress.Changed -= Moved;

    private void Moved() => _ = InvokeAsync(StateHasChanged);

    private IEnumerable<(string Word, string Css, string Icon)> Steps()
    {
        foreach (var (state, word) in Progress.HasEffect ? s_path : s_pathWithoutEffect)
        {
            if (Progress.HasFailed && state > Reached)
            {
                yield return (Looks.Of(Progress.State).Word, "failed", Looks.Of(Progress.State).Icon);
                yield break;
            }

            yield return Progress.State == CommandState.Confirmed || state < Progress.State
                ? (word, "done", Symbols.Check)
                : state == Progress.State ? (word, "now", Symbols.MoreHoriz) : (word, "", Symbols.RadioButtonUnchecked);
        }
    }

    /// <summary>The last good step of a command that failed.</summary>
    private CommandState Reached => Progress.State switch
    {
        CommandState.Expired => CommandState.Accepted,
        CommandState.Offline => CommandState.Requested,
        _ => Progress.WasSent ? CommandState.Sent : CommandState.Requested,
    };
}

using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Security;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Security;

/// <summary>How a charger proves who it is: its security profile and its password, and the ways to better them.</summary>
public sealed partial class ChargerDoor
{
    private bool _isBusy;
    private string _key = "";

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>What the door knows of it.</summary>
    [Inject]
    public required DoorBook Book { get; init; }

    /// <summary>Changes what the door knows.</summary>
    [Inject]
    public required DoorRecords Records { get; init; }

    /// <summary>Asks the charger to connect otherwise.</summary>
    [Inject]
    public required ChargerSecurity Security { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private DoorEntry Entry => Book.Of(ChargePoint);

    private ConnectionState? Connection => ChargePoint.State.Connection;

    private IEnumerable<SecurityProfile> Higher => Enum.GetValues<SecurityProfile>().Where(profile => profile > Entry.Required);

    /// <inheritdoc/>
    protected override void OnInitialized() => Follow(batch =>
    {
        if (batch.Resync || batch.Changes.ContainsKey(ChargePoint))
        {
            StateHasChanged();
        }

        return Task.CompletedTask;
    });

    private string NameOf(SecurityProfile profile) => L[ProfileWords.Of(profile)];

    private string KeyState() => Entry switch
    {
        { Newest: null } => L["None here"],
        { IsKeyUnproven: true, Keys.Length: > 1 } => L["New one not used yet; the old one counts too"],
        { IsKeyUnproven: true } => L["Set, and not used yet"],
        _ => L["Set, and in use"],
    };

    private async Task RotateAsync()
    {
        var question = new Question(
            L["Send {0} a new password?", ChargePoint.Id],
            L["It connects anew with it. The old one counts as well until it has. Nobody gets to see either."], L["Send"], IsHarm: false);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await ActAsync(L["Send {0} a new password", ChargePoint.Id], async () => EndOf(await Security.RotateAsync(ChargePoint, Viewer.Actor)));
        }
    }

    private async Task UpgradeAsync(SecurityProfile profile)
    {
        var question = new Question(
            L["Move {0} to {1}?", ChargePoint.Id, NameOf(profile)],
            L["It connects anew with it and may not come with less from then on. One that cannot connect so, and does not go back by itself, is lost until somebody visits it."],
            L["Move it"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await ActAsync(L["Move {0} to {1}", ChargePoint.Id, NameOf(profile)], async () =>
            {
                var (outcome, problem) = await Security.UpgradeAsync(ChargePoint, profile, Viewer.Actor);
                return outcome is null ? ActEnd.Failed(Recorded.Say(problem)) : EndOf(outcome);
            });
        }
    }

    private async Task RequireAsync(ChangeEventArgs change)
    {
        if (!int.TryParse(change.Value as string, out var number) || number is < 0 or > 3)
        {
            return;
        }

        var profile = (SecurityProfile)number;
        var question = profile < Entry.Required
            ? new Question(L["Let {0} come with less?", ChargePoint.Id], L["Whoever knows its identity then needs no more than {0} to come in under its name.", NameOf(profile)], L["Let it"])
            : new Question(L["Ask more of {0}?", ChargePoint.Id], L["It is refused from its next connection on unless it comes with {0}. Nothing is sent to it.", NameOf(profile)], L["Ask it"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await ActAsync(L["Change what {0} has to come with", ChargePoint.Id], async () =>
            {
                await Records.RequireAsync(ChargePoint, profile, Viewer.Actor);
                return new ActEnd(L["It has to come with {0} from its next connection on.", NameOf(profile)]);
            });
        }
    }

    private Task TakeKeyAsync() => ActAsync(L["Keep a password of {0}", ChargePoint.Id], async () =>
    {
        await Records.TakeKeyAsync(ChargePoint, _key, Viewer.Actor);
        _key = "";
        return new ActEnd(L["The charger is let in with this password now."]);
    });

    private async Task SendKeyAsync()
    {
        var question = new Question(
            L["Send {0} this password?", ChargePoint.Id],
            L["This key is part of how {0} connects. A wrong value locks it out, and only a visit brings it back.", ChargePoint.Id],
            L["Send"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await ActAsync(L["Send {0} a password", ChargePoint.Id], async () =>
            {
                var outcome = await Security.SendKeyAsync(ChargePoint, _key, Viewer.Actor);
                _key = "";
                return EndOf(outcome);
            });
        }
    }

    private async Task ForgetKeysAsync()
    {
        if (await AskDialog.AskAsync(Dialogs, new Question(L["Forget the passwords of {0}?", ChargePoint.Id], L["Where one is asked for, the charger cannot come in until you set another."], L["Forget"])))
        {
            await ActAsync(L["Forget the passwords of {0}", ChargePoint.Id], async () =>
            {
                await Records.ForgetKeysAsync(ChargePoint, Viewer.Actor);
                return new ActEnd(L["Its passwords are forgotten."]);
            });
        }
    }

    private static ActEnd EndOf(KeyOutcome outcome) => new(Recorded.Say(outcome.Message), outcome.Success);

    private async Task ActAsync(string title, Func<Task<ActEnd>> act)
    {
        if (!_isBusy)
        {
            _isBusy = true;
            await Acts.RunAsync(title, act);
            _isBusy = false;
        }
    }
}

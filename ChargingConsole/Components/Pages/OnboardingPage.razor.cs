using ChargingConsole.Components.Dialogs;
using ChargingConsole.Components.Onboarding;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Security;
using ChargingConsole.Ocpp;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>Brings a new charger in: its address, the wait for it, and who was not let in.</summary>
public sealed partial class OnboardingPage
{
    private readonly HashSet<string> _accepted = new(StringComparer.OrdinalIgnoreCase);
    private string _id = "";
    private string _name = "";
    private SecurityProfile _profile;
    private string _key = "";
    private DateTimeOffset _since;
    private ChargePoint? _arrived;
    private IReadOnlyList<ChargePoint> _pending = [];
    private IReadOnlyList<ChargePoint> _blocked = [];
    private IReadOnlyList<RejectedConnection> _rejected = [];
    private IReadOnlyList<BlockedAddressRow> _addresses = [];
    private (long, long, int, long) _seen;

    /// <summary>Where chargers are decided on.</summary>
    [Inject]
    public required WaitingRoom Room { get; init; }

    /// <summary>Who was not let in.</summary>
    [Inject]
    public required RejectedConnections Rejected { get; init; }

    /// <summary>The addresses from which nobody is let in.</summary>
    [Inject]
    public required BlockedAddresses Addresses { get; init; }

    /// <summary>The least security profile for all.</summary>
    [Inject]
    public required ChargerSecurity Security { get; init; }

    /// <summary>The chargers.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Acts in the viewer's name.</summary>
    [Inject]
    public required OnboardingDesk Desk { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>What becomes of unknown chargers.</summary>
    [Inject]
    public required IOptions<OcppOptions> Options { get; init; }

    private string UnknownWord => Options.Value.UnknownChargers switch
    {
        UnknownChargePoints.Accept => L["Chargers that nobody made known are let in"],
        UnknownChargePoints.Pending => L["Chargers that nobody made known wait for you"],
        _ => L["Chargers that nobody made known are refused"],
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        (_since, _profile) = (Viewer.Now, Security.Minimum);
        await Viewer.IdentifyAsync();
        Look();
        Follow(batch =>
        {
            var isNews = batch.Changes.Keys.Any(charger => charger == _arrived);
            foreach (var charger in batch.Resync ? Fleet.All : batch.Changes.Keys)
            {
                isNews |= Greet(charger);
            }

            if (isNews)
            {
                StateHasChanged();
            }

            return Task.CompletedTask;
        });
        Every(TimeSpan.FromSeconds(1), () =>
        {
            var seen = (Rejected.Version, Addresses.Version, Fleet.WaitingCount, Fleet.Waiting.Sum(charger => (charger.LastHeardAt?.Ticks % 1_000_003 ?? 0) + (charger.State.IsConnected ? 1 : 0)));
            if (seen != _seen)
            {
                _seen = seen;
                Look();
                StateHasChanged();
            }

            return Task.CompletedTask;
        });
    }

    private void Look()
    {
        _pending = Room.Pending;
        _blocked = Room.Blocked;
        _addresses = Addresses.All;
        _rejected = [.. Rejected.Latest.Reverse()];
    }

    /// <summary>Whether a charger is the one that is waited for: the one that was named, or one that is new.</summary>
    private bool Greet(ChargePoint charger)
    {
        if (_arrived is { State.IsConnected: true } || !charger.State.IsConnected || charger.IsWaiting)
        {
            return false;
        }

        var isMeant = _id.Length > 0 ? string.Equals(charger.Id, _id, StringComparison.OrdinalIgnoreCase)
            : charger.State.Row.CreatedAt >= _since || _accepted.Contains(charger.Id);
        if (isMeant)
        {
            _arrived = charger;
        }

        return isMeant;
    }

    private void Restart()
    {
        (_id, _name, _arrived, _since) = ("", "", null, Viewer.Now);
        (_profile, _key) = (Security.Minimum, "");
        _accepted.Clear();
    }

    private async Task KnowAsync()
    {
        if (await Desk.AcceptAsync(_id, _name, _profile > Security.Minimum || _key.Length > 0 ? _profile : null, _key) is { } charger)
        {
            Greet(charger);
        }

        Look();
    }

    private async Task AcceptAsync(string id)
    {
        _accepted.Add(id);
        var name = string.Equals(id, _id, StringComparison.OrdinalIgnoreCase) ? _name : null;
        if (await Desk.AcceptAsync(id, name) is { } charger)
        {
            if (_id.Length > 0 && name is null)
            {
                // Another one than was named has come, and this is the one now.
                (_id, _name) = ("", "");
            }

            Greet(charger);
        }

        Look();
    }

    private async Task BlockAddressAsync(string address)
    {
        var question = new Question(
            L["Block address {0}?", address],
            L["Chargers that are connected from there are cut off, and nobody comes in from there until an administrator unblocks it. Several chargers may stand behind one address."],
            L["Block"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await Desk.BlockAsync(address, null);
            Look();
        }
    }

    private async Task RejectAsync(string id)
    {
        if (await AskDialog.AskAsync(Dialogs, new Question(L["Block {0}?", id], L["Its connection is cut, and it is refused until somebody unblocks it."], L["Block"])))
        {
            await Desk.RejectAsync(id);
            Look();
        }
    }

    private async Task ForgetAsync(string id)
    {
        if (await AskDialog.AskAsync(Dialogs, new Question(L["Forget {0}?", id], L["Its connection is cut. Should it come again, it waits here again."], L["Forget"], IsHarm: false)))
        {
            await Desk.ForgetAsync(id);
            Look();
        }
    }

    private async Task UnblockAsync(string id)
    {
        await Desk.ForgetAsync(id);
        Look();
    }
}

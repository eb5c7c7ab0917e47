using ChargingConsole.Auth;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Chargers;

/// <summary>One connector with what it does now, and the two things an operator does with it.</summary>
public sealed partial class ConnectorCard
{
    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>Its state.</summary>
    [Parameter, EditorRequired]
    public required ChargePointState State { get; set; }

    /// <summary>The connector.</summary>
    [Parameter, EditorRequired]
    public required ConnectorState Connector { get; set; }

    /// <summary>What is being asked of charge points right now.</summary>
    [Inject]
    public required OpenCommands OpenCommands { get; init; }

    /// <summary>Where commands are given.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Who looks, and whether they may act.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Closes what nobody else will end.</summary>
    [Inject]
    public required BackOffice Office { get; init; }

    /// <summary>Who drives.</summary>
    [Inject]
    public required IdTagBook IdTags { get; init; }

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private OpenCommand? Asking => OpenCommands.Of(ChargePoint).FirstOrDefault(command =>
        command.Row is { State: CommandState.Requested or CommandState.Sent or CommandState.Accepted } row && Concerns(row));

    private string? WhyNoStop => Viewer.WhyNot(AccessRole.Operator) ?? (State.IsConnected ? null : Texts.Key("The charger is offline."));

    private string? WhyNot => State switch
    {
        _ when Viewer.WhyNot(AccessRole.Operator) is { } why => why,
        { IsInMaintenance: true } => Texts.Key("The charger is in maintenance."),
        { IsConnected: false } => Texts.Key("The charger is offline."),
        { Station.Status: ConnectorStatus.Unavailable } => Texts.Key("The charger is out of operation."),
        { Station.Status: ConnectorStatus.Faulted } => Texts.Key("The charger is faulted."),
        _ => Connector.Status switch
        {
            ConnectorStatus.Available or ConnectorStatus.Preparing => null,
            ConnectorStatus.Faulted => Texts.Key("The connector is faulted."),
            ConnectorStatus.Unavailable => Texts.Key("The connector is out of operation."),
            ConnectorStatus.Reserved => Texts.Key("The connector is reserved."),
            ConnectorStatus.Finishing => Texts.Key("The plug of the last session is still in."),
            ConnectorStatus.Unknown => Texts.Key("The connector has not told its status yet."),
            _ => Texts.Key("The connector is in use."),
        },
    };

    private bool Concerns(CommandRow row) => row.Action switch
    {
        "RemoteStartTransaction" => Connector.Transaction is null && (row.ConnectorId is null || row.ConnectorId == Connector.ConnectorId),
        "RemoteStopTransaction" => Connector.Transaction is { } transaction && row.TransactionId == transaction.Id,
        "UnlockConnector" => row.ConnectorId == Connector.ConnectorId,
        "ChangeAvailability" => row.ConnectorId is 0 || row.ConnectorId == Connector.ConnectorId,
        "Reset" => true,
        _ => false,
    };

    private string Doing(CommandRow row) => (row.Action, row.State) switch
    {
        ("RemoteStartTransaction", CommandState.Accepted) => L["{0} started this; waiting for the session to begin", row.RequestedBy],
        ("RemoteStopTransaction", CommandState.Accepted) => L["{0} stopped this; waiting for the session to end", row.RequestedBy],
        ("RemoteStartTransaction", _) => L["{0} is starting this", row.RequestedBy],
        ("RemoteStopTransaction", _) => L["{0} is stopping this", row.RequestedBy],
        ("Reset", _) => L["{0} is resetting the charger", row.RequestedBy],
        ("ChangeAvailability", _) => L["{0} is taking this out of operation or back", row.RequestedBy],
        _ => L["{0} is unlocking this", row.RequestedBy],
    };

    private string Trouble(ConnectorRow row) =>
        string.Join(" · ", new[] { row.RawStatus is { } raw ? L["told \"{0}\"", raw].Value : null, row.ErrorCode, row.VendorErrorCode, row.Info }.Where(text => !string.IsNullOrEmpty(text)));

    // The other two are something that happened.
    private bool IsForAWhile => Connector.Status is not (ConnectorStatus.Preparing or ConnectorStatus.Unknown);

    private string Idle() => Connector.Status switch
    {
        ConnectorStatus.Available => Texts.Key("Free for"),
        ConnectorStatus.Preparing => Texts.Key("Cable plugged in or tag presented"),
        ConnectorStatus.Unknown => Texts.Key("No status received"),
        _ => Texts.Key("In this state for"),
    };

    private async Task StartAsync()
    {
        var dialog = await Dialogs.ShowAsync<StartDialog>(
            L["Start connector {0}", Connector.ConnectorId],
            new DialogParameters<StartDialog> { { start => start.ChargePointId, ChargePoint.Id }, { start => start.IsPluggedIn, Connector.Status == ConnectorStatus.Preparing } });
        if (await dialog.Result is { Canceled: false, Data: StartChoice choice })
        {
            Desk.Start(ChargePoint.Id, Connector.ConnectorId, choice.IdTag, choice.Profile);
        }
    }

    private async Task StopAsync()
    {
        if (Connector.Transaction is { } session && await StopDialog.AskAsync(Dialogs, session.IdTag, Connector.EnergyWh, ChargePoint.Id, session.Id))
        {
            Desk.Stop(ChargePoint.Id, session.Id);
        }
    }
}

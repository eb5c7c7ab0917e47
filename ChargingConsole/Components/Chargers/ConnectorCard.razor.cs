using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
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

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private OpenCommand? Asking => OpenCommands.Of(ChargePoint).FirstOrDefault(command =>
        command.Row is { State: CommandState.Requested or CommandState.Sent or CommandState.Accepted } row && Concerns(row));

    private string? WhyNoStop => State.IsConnected ? Viewer.MayAct ? null : NoRight : "The charger is offline.";

    private string? WhyNot => State switch
    {
        _ when !Viewer.MayAct => NoRight,
        { IsConnected: false } => "The charger is offline.",
        { Station.Status: ConnectorStatus.Unavailable } => "The charger is out of operation.",
        { Station.Status: ConnectorStatus.Faulted } => "The charger is faulted.",
        _ => Connector.Status switch
        {
            ConnectorStatus.Available or ConnectorStatus.Preparing => null,
            ConnectorStatus.Faulted => "The connector is faulted.",
            ConnectorStatus.Unavailable => "The connector is out of operation.",
            ConnectorStatus.Reserved => "The connector is reserved.",
            ConnectorStatus.Finishing => "The plug of the last session is still in.",
            ConnectorStatus.Unknown => "The connector has not told its status yet.",
            _ => "The connector is in use.",
        },
    };

    private const string NoRight = "Your key lets you look, not act.";

    private bool Concerns(CommandRow row) => row.Action switch
    {
        "RemoteStartTransaction" => Connector.Transaction is null && (row.ConnectorId is null || row.ConnectorId == Connector.ConnectorId),
        "RemoteStopTransaction" => Connector.Transaction is { } transaction && row.TransactionId == transaction.Id,
        "UnlockConnector" => row.ConnectorId == Connector.ConnectorId,
        "Reset" => true,
        _ => false,
    };

    private static string Doing(CommandRow row) => (row.Action, row.State) switch
    {
        ("RemoteStartTransaction", CommandState.Accepted) => $"{row.RequestedBy} started this; waiting for the session to begin",
        ("RemoteStopTransaction", CommandState.Accepted) => $"{row.RequestedBy} stopped this; waiting for the session to end",
        ("RemoteStartTransaction", _) => $"{row.RequestedBy} is starting this",
        ("RemoteStopTransaction", _) => $"{row.RequestedBy} is stopping this",
        ("Reset", _) => $"{row.RequestedBy} is resetting the charger",
        _ => $"{row.RequestedBy} is unlocking this",
    };

    private static string Trouble(ConnectorRow row) =>
        string.Join(" · ", new[] { row.RawStatus is { } raw ? $"told \"{raw}\"" : null, row.ErrorCode, row.VendorErrorCode, row.Info }.Where(text => !string.IsNullOrEmpty(text)));

    private string Idle() => Connector.Status switch
    {
        ConnectorStatus.Available => "Free since",
        ConnectorStatus.Preparing => "Cable plugged in or tag presented",
        ConnectorStatus.Unknown => "No status received",
        _ => "Since",
    };

    private async Task StartAsync()
    {
        var dialog = await Dialogs.ShowAsync<StartDialog>(
            $"Start connector {Connector.ConnectorId}",
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

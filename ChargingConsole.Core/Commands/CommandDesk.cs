using System.Text;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Commands;

/// <summary>
/// The one place where anybody asks anything of a charge point. A command is recorded before it is
/// sent, goes out once and is never repeated, and ends with an outcome that is told honestly.
/// </summary>
public sealed class CommandDesk(
    IChargePointLink link,
    Fleet fleet,
    TransactionBook transactions,
    IdTagBook idTags,
    OpenCommands open,
    CommandLedger ledger,
    CommandEffects effects,
    TimeProvider clock,
    IOptions<OcppOptions> ocpp)
{
    /// <summary>Asks a charge point to start charging on a connector for a tag (OCPP 1.6 §5.11).</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="connectorId">The connector, from 1.</param>
    /// <param name="idTag">The tag to charge for.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    /// <param name="chargingProfile">The profile that the session is to have.</param>
    public async Task<CommandOutcome> StartAsync(string chargePointId, int connectorId, string idTag, Actor requestedBy, ChargingProfile? chargingProfile = null)
    {
        if (!fleet.TryFind(chargePointId, out var chargePoint))
        {
            return Refused(OutcomeCode.UnknownCharger, $"Charger {chargePointId} not found");
        }

        var state = chargePoint.State;
        if (state.Maintenance is { IsOn: true } maintenance)
        {
            return Refused(OutcomeCode.InMaintenance, $"Charger {chargePoint.Id} is in maintenance: {maintenance.Reason}");
        }

        if (!state.IsConnected)
        {
            return Refused(OutcomeCode.NotConnected, $"Charger {chargePoint.Id} is not connected. Please ensure charger is connected to OCPP server.");
        }

        if (connectorId < 1 || connectorId > state.NumberOfConnectors)
        {
            return Refused(OutcomeCode.UnknownConnector, $"Invalid connector_id. Charger has {state.NumberOfConnectors} connector(s)");
        }

        var connector = state.Connector(connectorId);
        var availability = AppAvailability.Of(state, connector);
        if (availability is not (AppAvailability.Available or AppAvailability.Preparing))
        {
            return Refused(OutcomeCode.NotAvailable, $"Charger {chargePoint.Id} is not available (status: {availability})");
        }

        var authorization = idTags.Authorize(idTag, starting: true, at: chargePoint);
        if (!authorization.IsAccepted)
        {
            return Refused(OutcomeCode.InvalidIdTag, $"Id tag {idTag} may not charge{(authorization.IsElsewhere ? " at this charger" : "")} (status: {authorization.Status})");
        }

        var told = state.QuirkSettings?.RemoteStartTag ?? authorization.Tag!.IdTag;
        var payload = OcppText.Write(new RemoteStartTransactionRequest { ConnectorId = connectorId, IdTag = told, ChargingProfile = chargingProfile });
        var row = NewRow(chargePoint, RemoteStartTransactionRequest.Action, payload, requestedBy) with { ConnectorId = connectorId, IdTag = authorization.Tag!.IdTag };
        return await ExecuteAsync(chargePoint, row, payload, requestedBy);
    }

    /// <summary>Asks the charge point of an open transaction to stop it (OCPP 1.6 §5.12).</summary>
    /// <param name="transactionId">The transaction.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public async Task<CommandOutcome> StopAsync(int transactionId, Actor requestedBy)
    {
        if (transactions.FindOpen(transactionId) is not { } transaction || fleet.Find(transaction.ChargePointKey) is not { } chargePoint)
        {
            return Refused(OutcomeCode.UnknownTransaction, $"There is no open session {transactionId}");
        }

        if (!chargePoint.State.IsConnected)
        {
            return Refused(OutcomeCode.NotConnected, $"Charger {chargePoint.Id} is not connected");
        }

        var payload = OcppText.Write(new RemoteStopTransactionRequest { TransactionId = transactionId });
        var row = NewRow(chargePoint, RemoteStopTransactionRequest.Action, payload, requestedBy) with { ConnectorId = transaction.ConnectorId, TransactionId = transactionId };
        return await ExecuteAsync(chargePoint, row, payload, requestedBy);
    }

    /// <summary>Sends any request as it is told; only what breaks the specification is refused.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="action">The OCPP action, in the specification's spelling.</param>
    /// <param name="payload">The request's payload as OCPP JSON.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    /// <param name="recording">Adds rows that are committed together with the command's first record, before anything is sent.</param>
    public async Task<CommandOutcome> SendAsync(
        string chargePointId, string action, string payload, Actor requestedBy, Action<CommandRow, UnitOfWork>? recording = null)
    {
        if (!fleet.TryFind(chargePointId, out var chargePoint))
        {
            return Refused(OutcomeCode.UnknownCharger, $"Charger {chargePointId} not found");
        }

        if (OutboundActions.Find(action) is not { } known)
        {
            return Refused(OutcomeCode.UnknownAction, $"{action} is no request that a central system sends in OCPP 1.6.");
        }

        var (text, faults) = OutboundPayload.Make(effects, chargePoint, known, payload);
        if (faults.Count > 0)
        {
            return Refused(OutcomeCode.InvalidPayload, string.Join(' ', faults.Select(fault => fault.Message))) with { Faults = faults };
        }

        if (!chargePoint.State.IsConnected)
        {
            return Refused(OutcomeCode.NotConnected, $"Charger {chargePoint.Id} is not connected");
        }

        var row = CommandSubject.Fill(NewRow(chargePoint, known.Name, text, requestedBy));
        var outcome = await ExecuteAsync(chargePoint, row, text, requestedBy, recording);
        return recording is null && IsOfItsOnlySocket(chargePoint, outcome)
            ? await SendAsync(chargePointId, action, text.Replace("\"connectorId\":0", "\"connectorId\":1", StringComparison.Ordinal), requestedBy)
            : outcome;
    }

    /// <summary>
    /// Some with a single socket know an availability of that one only, where connector 0 means the whole charge point.
    /// A job asks each charge point once and leaves that to its operator.
    /// </summary>
    private static bool IsOfItsOnlySocket(ChargePoint chargePoint, CommandOutcome outcome) =>
        outcome is { Code: OutcomeCode.Rejected, Command: { Action: "ChangeAvailability", ConnectorId: 0, AnswerStatus: "Rejected" } }
        && chargePoint.State is { NumberOfConnectors: 1, Connectors.Count: 1 };

    /// <summary>Cuts the connection of a charge point, so that it connects anew; no close handshake, since some never come back after one.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public async Task<CommandOutcome> ReconnectAsync(string chargePointId, Actor requestedBy)
    {
        if (!fleet.TryFind(chargePointId, out var chargePoint))
        {
            return Refused(OutcomeCode.UnknownCharger, $"Charger {chargePointId} not found");
        }

        if (!chargePoint.State.IsConnected)
        {
            return Refused(OutcomeCode.NotConnected, $"Charger {chargePoint.Id} is not connected");
        }

        var command = new OpenCommand(chargePoint, NewRow(chargePoint, Reconnect, "{}", requestedBy));
        open.Add(command);
        try
        {
            await ledger.RecordAsync(command, requestedBy);
        }
        catch (DatabaseUnavailableException)
        {
            open.Remove(command);
            return Refused(OutcomeCode.Unavailable, "The database is away; nothing was done. Try again in a moment.");
        }

        link.Cut(chargePoint);
        await ledger.DoneAsync(command);
        return new CommandOutcome { Code = OutcomeCode.Accepted, Message = command.Row.Message!, Command = command.Row };
    }

    /// <summary>The action under which a cut connection stands in the record; it is none of OCPP's.</summary>
    public const string Reconnect = "Reconnect";

    private async Task<CommandOutcome> ExecuteAsync(ChargePoint chargePoint, CommandRow row, string payload, Actor by, Action<CommandRow, UnitOfWork>? recording = null)
    {
        var command = new OpenCommand(chargePoint, row);
        var other = open.TryAdd(command, known => Collides(known.Row, row));
        if (other is not null)
        {
            return Refused(OutcomeCode.InProgress, $"{other.Row.RequestedBy} is asking for this right now");
        }

        try
        {
            await ledger.RecordAsync(command, by, recording, payload);
        }
        catch (DatabaseUnavailableException)
        {
            open.Remove(command);
            return Refused(OutcomeCode.Unavailable, "The database is away; nothing was sent. Try again in a moment.");
        }
        catch
        {
            // What was never asked must not stand in the way of the next who asks.
            open.Remove(command);
            throw;
        }

        var call = new OutboundCall
        {
            Action = row.Action,
            Payload = Encoding.UTF8.GetBytes(payload),
            Timeout = TimeoutOf(row.Action),
            OnSent = () => ledger.Sent(command),
            OnLateAnswer = outcome => _ = ledger.Answered(command, outcome),
        };
        CommandLedger.Named(command, call.UniqueId);
        link.Send(chargePoint, call);
        var answer = await call.Outcome;
        await ledger.Answered(command, answer);
        return CommandWords.Tell(command, answer);
    }

    /// <summary>The same kind of act on the same connector is asked once at a time, whoever asks; the answer ends that.</summary>
    private static bool Collides(CommandRow known, CommandRow asked) =>
        known.State is CommandState.Requested or CommandState.Sent
        && known.Action == asked.Action
        && known.ConnectorId == asked.ConnectorId
        && CommandSubject.IsExclusive(asked.Action);

    private CommandRow NewRow(ChargePoint chargePoint, string action, string payload, Actor requestedBy) => new()
    {
        Id = ledger.NextId(),
        ChargePointKey = chargePoint.Key,
        Action = action,
        RequestedBy = requestedBy.Name,
        RequestedAt = clock.GetUtcNow(),
        State = CommandState.Requested,
        Request = SecretUrls.Mask(action, Secrets.Mask(action, payload)),
    };

    private TimeSpan TimeoutOf(string action) => TimeSpan.FromSeconds(
        OutboundActions.Find(action) is { IsSlow: true } ? ocpp.Value.SlowCallTimeoutSeconds : ocpp.Value.CallTimeoutSeconds);

    private static CommandOutcome Refused(string code, string message) => new() { Code = code, Message = message };
}

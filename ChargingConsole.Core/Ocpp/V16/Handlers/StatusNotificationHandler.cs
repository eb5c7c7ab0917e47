using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes a status (OCPP 1.6 §4.9). Connector 0 is the charge point itself and never overwrites its sockets.</summary>
internal sealed class StatusNotificationHandler(
    CommitQueue commits, TransactionBook transactions, Agenda agenda, IOptions<OcppOptions> options, IOptions<ChargingOptions> charging)
    : ICallHandler<StatusNotificationRequest, StatusNotificationResponse>
{
    private static readonly StatusNotificationResponse s_response = new();
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<StatusNotificationResponse>> HandleAsync(StatusNotificationRequest request, CallContext call)
    {
        if (request.ConnectorId is null || request.Status is null)
        {
            return Answer<StatusNotificationResponse>.Refuse(
                CallErrorCode.OccurenceConstraintViolation, $"{(request.ConnectorId is null ? "connectorId" : "status")} is required.");
        }

        if (request.ConnectorId is < 0 or > int.MaxValue || request.ConnectorId > (call.ChargePoint.State.Row.NumberOfConnectors ?? options.Value.MaxConnectors))
        {
            // Some send a transaction id here; the frame is in the journal, and no socket is made up from it.
            call.Flags |= FrameFlags.OddConnector;
            return s_response;
        }

        var chargePoint = call.ChargePoint;
        var state = chargePoint.State;
        var connectorId = (int)request.ConnectorId;
        var known = connectorId == 0 ? state.Station : state.Connectors.GetValueOrDefault(connectorId)?.Row;
        var row = Row(request, call, chargePoint.Key, connectorId);
        var refused = row.Status == ConnectorStatus.Available ? RefusedTransaction(state, connectorId, call.ReceivedAt) : null;

        if (known is not null && known with { Since = null } == row with { Since = null })
        {
            row = known;
        }

        if (!ReferenceEquals(row, known) || refused is not null)
        {
            var unit = new UnitOfWork();
            unit.Upsert(row);
            if (refused is not null)
            {
                unit.Update(refused);
            }

            try
            {
                await commits.CommitAsync(unit);
            }
            catch (DatabaseUnavailableException)
            {
                // A status is no transaction data: live state knows it, and it is written when the database is back. Some
                // stacks never speak again when this answer is missing.
                refused = null;
                agenda.Plan(new FollowUp(FollowUpKind.WriteStatus, chargePoint, connectorId), s_again);
            }
        }

        chargePoint.Change(row, static (state, told) => told.ConnectorId == 0
            ? state with { Station = told }
            : state.With(state.Connector(told.ConnectorId) with { Row = told, IsCurrent = true }));
        if (row.Status == ConnectorStatus.Available && refused is null && state.Connectors.GetValueOrDefault(connectorId)?.Transaction is { } open)
        {
            // Its StopTransaction may still wait in the charge point's queue.
            agenda.Plan(new FollowUp(FollowUpKind.FreeConnector, chargePoint, connectorId, open.Id), TimeSpan.FromSeconds(charging.Value.FreeGraceSeconds));
        }

        if (refused is not null)
        {
            transactions.Apply(chargePoint, refused);
            call.Topics |= FeedTopics.Transactions;
        }

        return s_response;
    }

    private static ConnectorRow Row(StatusNotificationRequest request, CallContext call, int chargePointKey, int connectorId)
    {
        var isKnown = ConnectorWords.TryParse(request.Status!, out var status);
        return new ConnectorRow
        {
            ChargePointKey = chargePointKey,
            ConnectorId = connectorId,
            Status = isKnown ? status : ConnectorStatus.Unknown,
            RawStatus = isKnown ? null : Column(request.Status),
            ErrorCode = request.ErrorCode is null or "NoError" ? null : Column(request.ErrorCode),
            Info = Column(request.Info),
            VendorErrorCode = Column(request.VendorErrorCode),
            Since = ChargerTime.Of(request.Timestamp, call),
        };
    }

    /// <summary>A start that was refused may never see a stop: once the connector is free, it is over.</summary>
    private static TransactionRow? RefusedTransaction(ChargePointState state, int connectorId, DateTimeOffset now) =>
        state.Connectors.GetValueOrDefault(connectorId)?.Transaction is { } transaction && transaction.Authorization != IdTagStatus.Accepted
            ? TransactionEnd.Estimate(transaction, state.Connector(connectorId).Reading, now, "DeAuthorized")
            : null;

    private static string? Column(string? text) => string.IsNullOrEmpty(text) ? null : text.Length > 255 ? text[..255] : text;
}

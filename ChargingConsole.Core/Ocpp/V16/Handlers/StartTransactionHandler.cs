using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Core.Reservations;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>
/// Begins a transaction (OCPP 1.6 §4.8). It always yields a row and an id, also when the tag is refused,
/// and a repeated start always yields the same ones; the look-up comes before authorisation.
/// </summary>
internal sealed class StartTransactionHandler(
    CommitQueue commits, TransactionBook transactions, TransactionLookup lookup, IdTagBook idTags, UnknownIdTags unknown, ReservationBook reservations,
    OpenCommands open, CommandLedger ledger, IOptions<OcppOptions> options)
    : ICallHandler<StartTransactionRequest, StartTransactionResponse>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<StartTransactionResponse>> HandleAsync(StartTransactionRequest request, CallContext call)
    {
        var chargePoint = call.ChargePoint;
        var state = chargePoint.State;
        if (ConnectorOf(request, state, call) is not { } connectorId)
        {
            return Answer<StartTransactionResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "connectorId is required.");
        }

        var told = await AsAskedAsync(Told(request, call, connectorId), call);
        if (FindRepeated(chargePoint, told) is { } repeated)
        {
            call.Flags |= FrameFlags.Repeated;
            return Respond(repeated);
        }

        var superseded = state.Connector(connectorId).Transaction is { } previous && previous.StartTime <= told.StartTime ? previous : null;
        var authorization = idTags.Authorize(told.IdTag, starting: true, ending: superseded, at: chargePoint);
        if (authorization.Tag is null)
        {
            unknown.Note(told.IdTag, chargePoint, connectorId, call.ReceivedAt);
        }

        var start = open.FindStart(chargePoint, connectorId, told.IdTag);
        var row = told with { Id = transactions.NextId(), Authorization = authorization.Status, StartCommandId = start?.Row.Id };

        var unit = new UnitOfWork();
        unit.Insert(row);
        if (superseded is not null)
        {
            superseded = TransactionEnd.Estimate(superseded, state.Connector(connectorId).Reading, told.StartTime, "Other");
            unit.Update(superseded);
        }

        var reservation = reservations.Fulfil(chargePoint, row);
        if (reservation is not null)
        {
            unit.Update(reservation);
        }

        try
        {
            await commits.CommitAsync(unit);
        }
        catch (CommitConflictException) when (told.ReportedStart is not null)
        {
            reservations.Release(reservation);
            // Begun before, and no longer in memory: the key of a start is unique on disk as well.
            if (await lookup.FindAsync(told) is not { } stored)
            {
                throw;
            }

            call.Flags |= FrameFlags.Repeated;
            chargePoint.Recent.Put(stored);
            return Respond(stored);
        }
        catch
        {
            reservations.Release(reservation);
            throw;
        }

        if (superseded is not null)
        {
            transactions.Apply(chargePoint, superseded);
        }

        if (reservation is not null)
        {
            reservations.Put(reservation);
        }

        transactions.Apply(chargePoint, row);
        call.Topics |= FeedTopics.Transactions;
        if (start is not null)
        {
            call.AfterReply(() => ledger.Confirm(start, row));
        }

        return new StartTransactionResponse { IdTagInfo = authorization.ToInfo(), TransactionId = row.Id };
    }

    private StartTransactionResponse Respond(TransactionRow known) =>
        new() { IdTagInfo = idTags.ToInfo(known.IdTag, known.Authorization), TransactionId = known.Id };

    private int? ConnectorOf(StartTransactionRequest request, ChargePointState state, CallContext call)
    {
        if (request.ConnectorId > 0 && request.ConnectorId <= options.Value.MaxConnectors)
        {
            return (int)request.ConnectorId;
        }

        call.Flags |= FrameFlags.OddConnector;
        return state.NumberOfConnectors == 1 ? 1 : request.ConnectorId is null ? null : 0;
    }

    /// <summary>A charge point that starts remotely with one tag only: the session is that of the tag it was asked to start for.</summary>
    private async ValueTask<TransactionRow> AsAskedAsync(TransactionRow told, CallContext call)
    {
        if (call.ChargePoint.State.QuirkSettings?.RemoteStartTag is not { } own || !string.Equals(own, told.IdTag, StringComparison.OrdinalIgnoreCase))
        {
            return told;
        }

        var asked = open.FindStart(call.ChargePoint, told.ConnectorId, null)?.Row.IdTag
            ?? (told.ReportedStart is null ? null : (await lookup.FindAskedAsync(told))?.IdTag);
        if (asked is null)
        {
            return told;
        }

        call.Flags |= FrameFlags.OddIdTag;
        return told with { IdTag = asked };
    }

    private TransactionRow Told(StartTransactionRequest request, CallContext call, int connectorId)
    {
        var idTag = call.Tag(idTags, request.IdTag) ?? "";
        return new TransactionRow
        {
            Id = 0,
            ChargePointKey = call.ChargePoint.Key,
            ConnectorId = connectorId,
            IdTag = idTag.Length > 255 ? idTag[..255] : idTag,
            ReportedStart = request.Timestamp,
            StartTime = ChargerTime.Of(request.Timestamp, call),
            StartReceivedAt = call.ReceivedAt,
            MeterStart = request.MeterStart ?? 0,
            ReservationId = request.ReservationId is > 0 and <= int.MaxValue ? (int)request.ReservationId : null,
            Status = TransactionStatus.Active,
            Authorization = IdTagStatus.Invalid,
        };
    }

    private static TransactionRow? FindRepeated(ChargePoint chargePoint, TransactionRow told) =>
        told.ReportedStart is null
            ? null
            : Array.FindLast(chargePoint.Recent.Rows, row =>
                row.ConnectorId == told.ConnectorId && row.MeterStart == told.MeterStart && row.ReportedStart == told.ReportedStart
                && string.Equals(row.IdTag, told.IdTag, StringComparison.OrdinalIgnoreCase));
}

using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>
/// Ends a transaction (OCPP 1.6 §4.10). It always gets a CALLRESULT: a stop that belongs to nothing is
/// kept as an orphan for review.
/// </summary>
internal sealed class StopTransactionHandler(
    CommitQueue commits, TransactionBook transactions, TransactionLookup lookup, IdTagBook idTags, OpenCommands open, CommandLedger ledger)
    : ICallHandler<StopTransactionRequest, StopTransactionResponse>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<StopTransactionResponse>> HandleAsync(StopTransactionRequest request, CallContext call)
    {
        var idTag = call.Tag(idTags, request.IdTag);
        var transaction = await FindAsync(request, call);
        if (transaction is null)
        {
            await KeepOrphanAsync(request, call);
        }
        else if (transaction is { Status: TransactionStatus.Completed, Estimated: false })
        {
            call.Flags |= FrameFlags.Repeated;
        }
        else
        {
            await EndAsync(transaction, request, call);
        }

        return new StopTransactionResponse
        {
            IdTagInfo = string.IsNullOrEmpty(idTag) ? null : idTags.Authorize(idTag, starting: false, at: call.ChargePoint).ToInfo(),
        };
    }

    private async ValueTask<TransactionRow?> FindAsync(StopTransactionRequest request, CallContext call)
    {
        var chargePoint = call.ChargePoint;
        if (request.TransactionId is > 0 and <= int.MaxValue)
        {
            var id = (int)request.TransactionId;
            var known = transactions.Find(chargePoint, id) ?? await lookup.FindAsync(chargePoint.Key, id);
            if (known is not null)
            {
                return known;
            }

            call.Flags |= FrameFlags.OddTransaction;
            return null;
        }

        // 0, -1, null and 64-bit garbage mean "the one that runs", where only one can be meant.
        call.Flags |= FrameFlags.OddTransaction;
        var candidates = TransactionBook.OpenOf(chargePoint)
            .Where(row => (request.MeterStop is null or < 0 || request.MeterStop >= row.MeterStart) && (request.Timestamp is null || request.Timestamp >= row.StartTime))
            .Take(2)
            .ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private async ValueTask EndAsync(TransactionRow transaction, StopTransactionRequest request, CallContext call)
    {
        var chargePoint = call.ChargePoint;
        var data = MeterNormaliser.Normalise(request.TransactionData, transaction.ConnectorId, transaction, Before(chargePoint, transaction), call);
        var latest = data.LastOrDefault(reading => reading.EnergyWh is not null)
            ?? Before(chargePoint, transaction);
        var meterStop = request.MeterStop is >= 0 ? request.MeterStop : null;
        if (meterStop is null || meterStop < transaction.MeterStart)
        {
            call.Flags |= FrameFlags.OddMeter;
        }

        var stopTime = ChargerTime.Of(request.Timestamp, call);
        var energy = TransactionEnd.Energy(transaction.MeterStart, meterStop, latest);
        if (TransactionEnd.IsDoubtful(transaction, meterStop ?? (long?)latest?.EnergyWh, stopTime))
        {
            // The registers at both ends are not of one piece; those in between may be.
            call.Flags |= FrameFlags.OddMeter;
            energy = TransactionEnd.Energy(await lookup.RegistersAsync(transaction.Id), data, meterStop, energy);
        }

        var ended = transaction with
        {
            Status = TransactionStatus.Completed,
            StopIdTag = Column(request.IdTag),
            StopTime = stopTime < transaction.StartTime ? transaction.StartTime : stopTime,
            StopReceivedAt = call.ReceivedAt,
            MeterStop = meterStop ?? (long?)latest?.EnergyWh,
            // "If omitted, the reason is Local" (OCPP 1.6 §6.49).
            StopReason = Column(request.Reason) ?? "Local",
            EnergyWh = energy,
            Estimated = false,
        };

        var unit = new UnitOfWork();
        unit.Update(ended);
        foreach (var reading in data)
        {
            unit.Insert(reading);
        }

        await commits.CommitAsync(unit);
        transactions.Apply(chargePoint, ended);
        call.Topics |= FeedTopics.Transactions;
        call.AfterReply(() =>
        {
            foreach (var stop in open.Of(chargePoint).Where(command => command.Row.Action == OpenCommands.RemoteStop && command.Row.TransactionId == ended.Id))
            {
                ledger.Confirm(stop, ended);
            }
        });
    }

    private static MeterReadingRow? Before(ChargePoint chargePoint, TransactionRow transaction) =>
        chargePoint.State.Connector(transaction.ConnectorId).Reading is { } live && live.TransactionId == transaction.Id ? live : null;

    private async ValueTask KeepOrphanAsync(StopTransactionRequest request, CallContext call)
    {
        var orphan = new OrphanStopRow
        {
            ChargePointKey = call.ChargePoint.Key,
            TransactionId = request.TransactionId,
            IdTag = Column(request.IdTag),
            MeterStop = request.MeterStop,
            Timestamp = ChargerTime.Of(request.Timestamp, call),
            ReceivedAt = call.ReceivedAt,
            Reason = Column(request.Reason),
        };
        if (request.Timestamp is not null && await lookup.IsKnownAsync(orphan))
        {
            call.Flags |= FrameFlags.Repeated;
            return;
        }

        var unit = new UnitOfWork();
        unit.Insert(orphan);
        await commits.CommitAsync(unit);
    }

    private static string? Column(string? text) => string.IsNullOrEmpty(text) ? null : text.Length > 255 ? text[..255] : text;
}

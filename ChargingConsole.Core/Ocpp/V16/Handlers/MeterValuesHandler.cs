using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes readings (OCPP 1.6 §4.7), also those that come late, unsorted, or without a transaction id.</summary>
internal sealed class MeterValuesHandler(CommitQueue commits, TransactionBook transactions, TransactionLookup lookup, IOptions<OcppOptions> options)
    : ICallHandler<MeterValuesRequest, MeterValuesResponse>
{
    private static readonly MeterValuesResponse s_response = new();

    // Told in whole seconds, and read a little before the start is told.
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(1);

    // Closing values come after the stop, by a minute with most.
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(10);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<MeterValuesResponse>> HandleAsync(MeterValuesRequest request, CallContext call)
    {
        if (request.MeterValue is not { Length: > 0 })
        {
            return Answer<MeterValuesResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "meterValue is required.");
        }

        var chargePoint = call.ChargePoint;
        var told = request.ConnectorId is >= 0 and <= int.MaxValue ? (int?)request.ConnectorId : null;
        var transaction = await FindTransactionAsync(request, told, call);
        if ((transaction?.ConnectorId ?? told) is not { } connectorId)
        {
            return Answer<MeterValuesResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "connectorId is required.");
        }

        if (told > options.Value.MaxConnectors || (told > 0 && told != connectorId))
        {
            call.Flags |= FrameFlags.OddConnector;
        }

        var before = connectorId == 0 ? null : chargePoint.State.Connector(connectorId).Reading;
        var readings = MeterNormaliser.Normalise(request.MeterValue, connectorId, transaction, before, call);
        transaction = Place(readings, transaction, request.TransactionId is null, chargePoint.State, call);
        FlagJumps(readings, before, call);
        if (transaction is not null && MayBeRepeated(chargePoint.State.Connector(connectorId), transaction, readings))
        {
            var known = await lookup.ReadingsAsync(transaction.Id, readings);
            if (readings.RemoveAll(reading => known.Contains(reading) || IsKnownInterval(reading, known)) > 0)
            {
                call.Flags |= FrameFlags.Repeated;
            }
        }

        var unit = new UnitOfWork();
        foreach (var reading in readings)
        {
            unit.Insert(reading);
        }

        var resumed = transaction is { Status: TransactionStatus.Interrupted } ? transaction with { Status = TransactionStatus.Active } : null;
        if (resumed is not null)
        {
            unit.Update(resumed);
        }

        await commits.CommitAsync(unit);

        if (resumed is not null)
        {
            transactions.Apply(chargePoint, resumed);
            call.Topics |= FeedTopics.Transactions;
        }

        if (readings.Count > 0 && connectorId <= options.Value.MaxConnectors && IsLive(chargePoint.State, connectorId, transaction))
        {
            chargePoint.Change((connectorId, readings, transaction?.Id), static (state, told) => Show(state, told.connectorId, told.readings, told.Id));
        }

        return s_response;
    }

    /// <summary>An interval adds to the register only the first time it is told, so that a repeated one comes without.</summary>
    private static bool IsKnownInterval(MeterReadingRow reading, HashSet<MeterReadingRow> known) =>
        reading is { EnergyWh: null, OtherSamples: not null } && known.Any(row => row with { EnergyWh = null } == reading);

    /// <summary>
    /// Takes readings back from a transaction they cannot be of: those told without one and older than its start,
    /// and those that still name one that ended long ago. Gives the transaction the rest belongs to.
    /// </summary>
    private static TransactionRow? Place(List<MeterReadingRow> readings, TransactionRow? transaction, bool isGuess, ChargePointState state, CallContext call)
    {
        if (transaction is null)
        {
            return null;
        }

        var other = transaction is { Status: TransactionStatus.Completed, Estimated: false, StopTime: not null } && state.Connector(transaction.ConnectorId).Transaction is { } open
            ? open
            : null;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (isGuess && reading.Timestamp < transaction.StartTime - s_early)
            {
                readings[i] = reading with { TransactionId = null };
            }
            else if (transaction is { Status: TransactionStatus.Completed, Estimated: false } && reading.Timestamp > transaction.StopTime + s_late)
            {
                call.Flags |= FrameFlags.OddTransaction;
                readings[i] = reading with { TransactionId = other is not null && reading.Timestamp >= other.StartTime - s_early ? other.Id : null };
            }
        }

        return readings.Exists(reading => reading.TransactionId == transaction.Id) ? transaction
            : readings.Exists(reading => reading.TransactionId is not null) ? other
            : null;
    }

    /// <summary>A register that falls, or rises faster than any charger delivers, is kept and flagged.</summary>
    private static void FlagJumps(List<MeterReadingRow> readings, MeterReadingRow? before, CallContext call)
    {
        foreach (var reading in readings)
        {
            if (before is { EnergyWh: { } from } && reading.EnergyWh is { } to && reading.TransactionId == before.TransactionId && reading.Timestamp > before.Timestamp
                && (to < from || TransactionEnd.IsImpossible(to - from, reading.Timestamp - before.Timestamp)))
            {
                call.Flags |= FrameFlags.OddMeter;
            }

            before = reading.EnergyWh is not null ? reading : before;
        }
    }

    /// <summary>Whether readings say how things are now: not those of a transaction that is over, or that waited in an offline queue while another one runs.</summary>
    private static bool IsLive(ChargePointState state, int connectorId, TransactionRow? transaction) =>
        transaction is null || (transaction.IsOpen && (connectorId == 0 || state.Connector(connectorId).Transaction?.Id == transaction.Id));

    /// <summary>Readings that are newer than all that is known cannot have been sent before; only the others are looked up.</summary>
    private static bool MayBeRepeated(ConnectorState connector, TransactionRow transaction, List<MeterReadingRow> readings) =>
        connector.Transaction?.Id != transaction.Id
        || (connector.Reading is { } latest && latest.TransactionId == transaction.Id && readings.Exists(reading => reading.Timestamp <= latest.Timestamp));

    private async ValueTask<TransactionRow?> FindTransactionAsync(MeterValuesRequest request, int? connectorId, CallContext call)
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
        }

        if (request.TransactionId is not null)
        {
            call.Flags |= FrameFlags.OddTransaction;
        }

        return connectorId is > 0 ? chargePoint.State.Connector(connectorId.Value).Transaction : null;
    }

    /// <summary>Live figures take only what is newer than what they show; values a reading lacks stay as they were.</summary>
    private static ChargePointState Show(ChargePointState state, int connectorId, List<MeterReadingRow> readings, int? transactionId)
    {
        if (connectorId == 0)
        {
            return state with { StationReading = Newest(state.StationReading, readings, transactionId) };
        }

        var connector = state.Connector(connectorId);
        return state.With(connector with { Reading = Newest(connector.Reading, readings, transactionId) });
    }

    private static MeterReadingRow? Newest(MeterReadingRow? shown, List<MeterReadingRow> readings, int? transactionId)
    {
        foreach (var reading in readings)
        {
            if (reading.TransactionId != transactionId)
            {
                continue;
            }

            if (shown is null || shown.TransactionId != reading.TransactionId)
            {
                shown = reading;
            }
            else if (reading.Timestamp >= shown.Timestamp)
            {
                shown = reading with
                {
                    EnergyWh = reading.EnergyWh ?? shown.EnergyWh,
                    PowerW = reading.PowerW ?? shown.PowerW,
                    VoltageV = reading.VoltageV ?? shown.VoltageV,
                    CurrentA = reading.CurrentA ?? shown.CurrentA,
                    SocPercent = reading.SocPercent ?? shown.SocPercent,
                };
            }
        }

        return shown;
    }
}

using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Charging;

/// <summary>
/// What the fleet draws and has delivered: the power of each minute of the last hour, and the energy of each quarter of
/// an hour for longer than a day, so that every time zone's midnight can be counted from. Kept from live state, beside
/// the hot path; filled once from the database at the start.
/// </summary>
public sealed partial class FleetPulse(Fleet fleet, ChargingDatabase database, ILiveFeed feed, TimeProvider clock, ILogger<FleetPulse> logger) : BackgroundService
{
    /// <summary>How many minutes of power are kept, the present one included.</summary>
    public const int Minutes = 60;

    private const int Quarters = 27 * 4;
    private const int MostReadings = 500_000;
    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longSession = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly (long Minute, double Sum, int Count)[] _power = new (long, double, int)[Minutes];
    private readonly (long Quarter, double Wh)[] _energy = new (long, double)[Quarters];
    private readonly ConcurrentDictionary<int, (int Id, double Wh)[]> _counted = new();
    private DateTimeOffset _since;

    /// <summary>The mean power of each of the last sixty minutes in W, oldest first; null where nothing is known.</summary>
    public IReadOnlyList<double?> PowerW()
    {
        var last = Minute(clock.GetUtcNow());
        var powers = new double?[Minutes];
        lock (_lock)
        {
            for (var i = 0; i < Minutes; i++)
            {
                var (minute, sum, count) = _power[(last - Minutes + 1 + i) % Minutes];
                powers[i] = minute == last - Minutes + 1 + i && count > 0 ? sum / count : null;
            }
        }

        return powers;
    }

    /// <summary>The energy delivered since a moment of the last day in Wh, to the quarter of an hour.</summary>
    public double EnergyWhSince(DateTimeOffset since)
    {
        var first = Quarter(since);
        lock (_lock)
        {
            return _energy.Where(bucket => bucket.Quarter >= first).Sum(bucket => bucket.Wh);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _since = clock.GetUtcNow();
        var cursor = feed.Now;
        foreach (var chargePoint in fleet.All)
        {
            // What they have delivered until now is in the database.
            _counted[chargePoint.Key] = [.. Delivered(chargePoint).Select(told => (told.Id, told.Wh))];
        }

        Sample();
        await RecallAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            Sample();
            if (feed.HasNews(cursor))
            {
                var batch = feed.Read(ref cursor);
                foreach (var chargePoint in batch.Resync ? fleet.All : batch.Changes.Keys)
                {
                    Count(chargePoint);
                }
            }
        }
    }

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private static long Quarter(DateTimeOffset at) => at.UtcTicks / s_quarter.Ticks;

    private static IEnumerable<(int Id, double Wh, DateTimeOffset At, bool IsOpen)> Delivered(ChargePoint chargePoint)
    {
        var state = chargePoint.State;
        foreach (var row in chargePoint.Recent.Rows)
        {
            if (!row.IsOpen)
            {
                yield return (row.Id, row.EnergyWh ?? 0, row.StopTime ?? row.StartTime, false);
            }
            else if (row.ConnectorId > 0 && state.Connector(row.ConnectorId) is { EnergyWh: { } energy } connector && connector.Transaction!.Id == row.Id)
            {
                yield return (row.Id, energy, connector.Reading!.Timestamp, true);
            }
        }
    }

    private void Sample()
    {
        var now = clock.GetUtcNow();
        Power(Minute(now), fleet.All.Sum(chargePoint => chargePoint.State.PowerW), replace: false);
    }

    private void Power(long minute, double watts, bool replace)
    {
        lock (_lock)
        {
            ref var bucket = ref _power[minute % Minutes];
            bucket = bucket.Minute == minute && !replace ? (minute, bucket.Sum + watts, bucket.Count + 1) : (minute, watts, 1);
        }
    }

    private void Energy(DateTimeOffset at, double wattHours)
    {
        var quarter = Quarter(at);
        lock (_lock)
        {
            ref var bucket = ref _energy[quarter % Quarters];
            if (bucket.Quarter <= quarter)
            {
                bucket = (quarter, wattHours + (bucket.Quarter == quarter ? bucket.Wh : 0));
            }
        }
    }

    /// <summary>Adds what the transactions of a charge point have delivered since it was last looked at.</summary>
    private void Count(ChargePoint chargePoint)
    {
        var before = _counted.GetValueOrDefault(chargePoint.Key) ?? [];
        var now = clock.GetUtcNow();
        var counted = new List<(int, double)>();
        foreach (var (id, wattHours, at, isOpen) in Delivered(chargePoint))
        {
            var known = Array.Find(before, other => other.Id == id);
            // What memory took up again from an older day was delivered then.
            if (known.Id == id || isOpen || at >= _since)
            {
                Energy(at > now ? now : at, wattHours - known.Wh);
            }

            counted.Add((id, wattHours));
        }

        if (counted.Count > 0 || before.Length > 0)
        {
            _counted[chargePoint.Key] = [.. counted];
        }
    }

    private async Task RecallAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = database.OpenReader();
            var day = _since - (Quarters * s_quarter);
            var oldest = day - s_longSession;
            var sessions = await context.Transactions
                .Where(row => row.StartTime >= oldest && row.StartTime <= _since && (row.StopTime == null || row.StopTime >= day))
                .Select(row => new { row.Id, row.ChargePointKey, row.StartTime, row.StopTime, row.EnergyWh })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var session in sessions)
            {
                var counted = _counted.GetValueOrDefault(session.ChargePointKey) ?? [];
                Spread(session.StartTime, session.StopTime ?? _since, session.EnergyWh ?? Array.Find(counted, known => known.Id == session.Id).Wh, day);
            }

            await RecallPowerAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRecalled(logger, e.Message);
        }
    }

    /// <summary>An energy spread evenly over its session.</summary>
    private void Spread(DateTimeOffset from, DateTimeOffset to, double wattHours, DateTimeOffset oldest)
    {
        var length = to - from;
        if (length < s_quarter)
        {
            Recalled(to, wattHours);
            return;
        }

        for (var at = new DateTimeOffset(Quarter(from) * s_quarter.Ticks, TimeSpan.Zero); at < to; at += s_quarter)
        {
            var (begin, end) = (at < from ? from : at, at + s_quarter > to ? to : at + s_quarter);
            if (end > oldest)
            {
                Recalled(begin, wattHours * ((end - begin) / length));
            }
        }
    }

    private void Recalled(DateTimeOffset at, double wattHours)
    {
        if (at <= clock.GetUtcNow())
        {
            Energy(at, wattHours);
        }
    }

    /// <summary>The power of the last hour: each reading of a session holds until its next one.</summary>
    private async Task RecallPowerAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        var hour = _since - TimeSpan.FromMinutes(Minutes);
        var readings = await context.Transactions
            .Where(row => row.StartTime >= hour - s_longSession && row.StartTime <= _since && (row.StopTime == null || row.StopTime >= hour))
            .Join(context.MeterReadings.Where(reading => reading.Timestamp >= hour && reading.PowerW != null), row => (int?)row.Id, reading => reading.TransactionId,
                (row, reading) => new { row.Id, row.StopTime, reading.Timestamp, reading.PowerW })
            .OrderBy(reading => reading.Id).ThenBy(reading => reading.Timestamp)
            .Take(MostReadings)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var (first, last) = (Minute(hour) + 1, Minute(_since));
        var powers = new double[Minutes];
        for (var i = 0; i < readings.Count; i++)
        {
            var (reading, next) = (readings[i], i + 1 < readings.Count && readings[i + 1].Id == readings[i].Id ? readings[i + 1].Timestamp : readings[i].StopTime ?? _since);
            for (var minute = Math.Max(first, Minute(reading.Timestamp)); minute < Math.Min(last, Minute(next)); minute++)
            {
                powers[minute - first] += reading.PowerW!.Value;
            }
        }

        if (readings.Count > 0)
        {
            for (var minute = first; minute < last; minute++)
            {
                Power(minute, powers[minute - first], replace: true);
            }
        }
    }

    [LoggerMessage(EventId = 540, Level = LogLevel.Warning, Message = "The last day's energy and the last hour's power could not be read: {Reason}")]
    private static partial void NotRecalled(ILogger logger, string reason);
}

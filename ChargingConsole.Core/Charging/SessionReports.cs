using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Charging;

/// <summary>Sums sessions up. One pass over the rows of the range, of which only the sums are kept.</summary>
public sealed class SessionReports(ChargingDatabase database, SessionQueries sessions, Fleet fleet, TimeProvider clock, IOptions<ChargingOptions> options)
{
    /// <summary>What all stored sessions that pass the filter come to; how long they lasted is left out, which only a pass over all rows could tell.</summary>
    public async Task<SessionTotals> TotalAsync(SessionFilter filter, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        if (filter.Status == SessionStatus.Pending || await sessions.StoredAsync(context, filter, cancellationToken) is not { } query)
        {
            return new SessionTotals();
        }

        var sum = new Sum();
        var ended = await query.Where(row => row.Status == TransactionStatus.Completed)
            .GroupBy(row => row.ChargePointKey)
            .Select(group => new { group.Key, Sessions = group.Count(), EnergyWh = group.Sum(row => row.EnergyWh ?? 0), Estimated = group.Sum(row => row.Estimated ? 1 : 0) })
            .ToListAsync(cancellationToken);
        foreach (var group in ended)
        {
            sum.Add(group.Sessions, group.Estimated, group.EnergyWh, TariffOf(fleet.Find(group.Key)));
        }

        var now = clock.GetUtcNow();
        foreach (var row in await query.Where(row => row.Status != TransactionStatus.Completed).ToListAsync(cancellationToken))
        {
            sum.Add(sessions.View(row), now, TariffOf(fleet.Find(row.ChargePointKey)));
        }

        return sum.Totals with { Duration = TimeSpan.Zero };
    }

    /// <summary>A report over the sessions that pass the filter: months in their order, everything else by energy.</summary>
    /// <param name="filter">Which sessions.</param>
    /// <param name="by">By what to sum up.</param>
    /// <param name="zone">Whose months.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<ReportLine>> SumAsync(SessionFilter filter, ReportBy by, TimeZoneInfo zone, CancellationToken cancellationToken = default)
    {
        var sums = new Dictionary<string, Sum>(StringComparer.OrdinalIgnoreCase);
        await AddAsync(filter, (row, chargePoint) =>
        {
            var key = by switch
            {
                ReportBy.Charger => chargePoint?.Id ?? $"#{row.ChargePointKey}",
                ReportBy.Site => chargePoint?.State.Row.Site ?? "",
                ReportBy.Tag => row.IdTag,
                _ => TimeZoneInfo.ConvertTime(row.StartTime, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            };
            return sums.TryGetValue(key, out var sum) ? sum : sums[key] = new Sum();
        }, cancellationToken);
        var lines = sums.Select(pair => new ReportLine(pair.Key, pair.Value.Totals));
        return by == ReportBy.Month
            ? [.. lines.OrderBy(line => line.Key, StringComparer.Ordinal)]
            : [.. lines.OrderByDescending(line => line.Totals.EnergyWh).ThenBy(line => line.Key, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task AddAsync(SessionFilter filter, Func<TransactionRow, ChargePoint?, Sum> sumOf, CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        if (filter.Status == SessionStatus.Pending || await sessions.StoredAsync(context, filter, cancellationToken) is not { } query)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await foreach (var row in query.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var chargePoint = fleet.Find(row.ChargePointKey);
            sumOf(row, chargePoint).Add(sessions.View(row), now, TariffOf(chargePoint));
        }
    }

    private Tariff TariffOf(ChargePoint? chargePoint) => Tariff.Of(chargePoint?.State.Row, options.Value);

    private sealed class Sum
    {
        private readonly Dictionary<string, double> _costs = [];
        private int _sessions;
        private int _open;
        private int _estimated;
        private double _energyWh;
        private TimeSpan _duration;

        public SessionTotals Totals => new()
        {
            Sessions = _sessions,
            Open = _open,
            Estimated = _estimated,
            EnergyWh = _energyWh,
            Duration = _duration,
            Costs = _costs.ToDictionary(cost => cost.Key, cost => Math.Round(cost.Value, 2, MidpointRounding.AwayFromZero)),
        };

        public void Add(SessionView session, DateTimeOffset now, Tariff tariff)
        {
            Add(1, session.Estimated ? 1 : 0, session.EnergyWh, tariff);
            _open += session.IsOpen ? 1 : 0;
            _duration += session.DurationAt(now);
        }

        public void Add(int sessions, int estimated, double energyWh, Tariff tariff)
        {
            _sessions += sessions;
            _estimated += estimated;
            _energyWh += energyWh;
            // Rounded once, at the end: so the parts of a report come to the same as the whole.
            _costs[tariff.Currency] = _costs.GetValueOrDefault(tariff.Currency) + (energyWh / 1000 * tariff.PricePerKwh);
        }
    }
}

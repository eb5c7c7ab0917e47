using System.Collections.Concurrent;
using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Firmware;

namespace ChargingConsole.Core.Alerts;

/// <summary>What is wrong with charge points, as their live state tells. One in maintenance is known to be, and raises nothing.</summary>
internal sealed class FleetAlerts(Fleet fleet, TransactionBook transactions, TransferBook transfers, TimeProvider clock) : IAlertSource
{
    private static readonly TimeSpan s_quirkWindow = TimeSpan.FromHours(1);

    // Before that nobody could be connected: how long somebody is away counts from the start at the earliest.
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly ConcurrentDictionary<int, (DateTimeOffset From, long Count, long LastHour)> _quirks = new();

    public IEnumerable<AlertCondition> Look(AlertRules rules, DateTimeOffset now) =>
        fleet.All.Where(chargePoint => !chargePoint.State.IsInMaintenance).SelectMany(chargePoint => Of(chargePoint, rules, now)).Concat(StuckSessions(rules, now));

    private IEnumerable<AlertCondition> Of(ChargePoint chargePoint, AlertRules rules, DateTimeOffset now)
    {
        var state = chargePoint.State;
        if (!state.IsConnected)
        {
            if (rules.IsFor(AlertKind.Offline, chargePoint) && Away(chargePoint) is { } since && now - since >= Minutes(rules, AlertKind.Offline) && !transfers.IsUpdating(chargePoint))
            {
                yield return new AlertCondition(AlertKind.Offline, chargePoint.Id, chargePoint.Key, since, rules[AlertKind.Offline].Threshold, null);
            }
        }
        else
        {
            foreach (var condition in Connected(chargePoint, state, rules))
            {
                yield return condition;
            }
        }

        if (rules.IsFor(AlertKind.FirmwareFailed, chargePoint)
            && transfers.Recent(chargePoint).FirstOrDefault(row => row.IsUpdate) is { State: TransferState.Failed or TransferState.Expired, EndedAt: { } ended } failed
            && now - ended < TimeSpan.FromHours(rules[AlertKind.FirmwareFailed].Threshold))
        {
            yield return new AlertCondition(AlertKind.FirmwareFailed, chargePoint.Id, chargePoint.Key, ended, null, failed.LastStatus ?? failed.State.ToString());
        }

        if (rules.IsFor(AlertKind.CutOff, chargePoint) && chargePoint.LastCut is { } cut && now - cut.At < Minutes(rules, AlertKind.CutOff))
        {
            yield return new AlertCondition(AlertKind.CutOff, chargePoint.Id, chargePoint.Key, cut.At, null, cut.Reason);
        }

        if (rules.IsFor(AlertKind.Quirks, chargePoint) && Deviations(chargePoint, now) is var count && count >= rules[AlertKind.Quirks].Threshold)
        {
            yield return new AlertCondition(AlertKind.Quirks, chargePoint.Id, chargePoint.Key, now, count, null);
        }
    }

    private static IEnumerable<AlertCondition> Connected(ChargePoint chargePoint, ChargePointState state, AlertRules rules)
    {
        if (rules.IsFor(AlertKind.Unresponsive, chargePoint) && state.Connection is { Trouble: not ConnectionTrouble.None })
        {
            yield return new AlertCondition(AlertKind.Unresponsive, chargePoint.Id, chargePoint.Key, null, null, null);
        }

        if (rules.IsFor(AlertKind.ClockSkew, chargePoint) && chargePoint.ClockSkew.Duration() >= Minutes(rules, AlertKind.ClockSkew))
        {
            yield return new AlertCondition(AlertKind.ClockSkew, chargePoint.Id, chargePoint.Key, null, chargePoint.ClockSkew.TotalMinutes, null);
        }

        if (rules.IsFor(AlertKind.Faulted, chargePoint))
        {
            foreach (var row in state.Connectors.Values.Select(connector => connector.Row).Append(state.Station).OfType<ConnectorRow>().Where(row => row.Status == ConnectorStatus.Faulted))
            {
                var subject = row.ConnectorId == 0 ? chargePoint.Id : string.Create(CultureInfo.InvariantCulture, $"{chargePoint.Id}/{row.ConnectorId}");
                yield return new AlertCondition(AlertKind.Faulted, subject, chargePoint.Key, null, null, string.Join(", ", new[] { row.ErrorCode, row.VendorErrorCode, row.Info }.Where(word => !string.IsNullOrEmpty(word)).DefaultIfEmpty("Faulted")));
            }
        }
    }

    private IEnumerable<AlertCondition> StuckSessions(AlertRules rules, DateTimeOffset now)
    {
        if (!rules.IsOn(AlertKind.StuckSession))
        {
            yield break;
        }

        var longest = TimeSpan.FromHours(rules[AlertKind.StuckSession].Threshold);
        foreach (var row in transactions.Open)
        {
            if (now - row.StartTime > longest && fleet.Find(row.ChargePointKey) is { } chargePoint && rules.IsFor(AlertKind.StuckSession, chargePoint))
            {
                var id = row.Id.ToString(CultureInfo.InvariantCulture);
                yield return new AlertCondition(AlertKind.StuckSession, $"{chargePoint.Id}/{row.ConnectorId.ToString(CultureInfo.InvariantCulture)}", chargePoint.Key, row.StartTime, rules[AlertKind.StuckSession].Threshold, id);
            }
        }
    }

    /// <summary>Since when it is away; null for one that never came, which nobody waits for.</summary>
    private DateTimeOffset? Away(ChargePoint chargePoint)
    {
        var seen = chargePoint.LastHeardAt > chargePoint.State.Row.LastSeenAt ? chargePoint.LastHeardAt : chargePoint.State.Row.LastSeenAt ?? chargePoint.LastHeardAt;
        return seen is null ? null : seen > _start ? seen : _start;
    }

    /// <summary>The deviations of the hour that runs, or of the one before where those were more: so an alert does not come and go with the hour.</summary>
    private long Deviations(ChargePoint chargePoint, DateTimeOffset now)
    {
        var (from, count, lastHour) = _quirks.GetOrAdd(chargePoint.Key, static (_, first) => (first.now, first.Quirks, 0), (now, chargePoint.Quirks));
        var thisHour = chargePoint.Quirks - count;
        if (now - from >= s_quirkWindow)
        {
            _quirks[chargePoint.Key] = (now, chargePoint.Quirks, thisHour);
        }

        return Math.Max(thisHour, lastHour);
    }

    private static TimeSpan Minutes(AlertRules rules, AlertKind kind) => TimeSpan.FromMinutes(rules[kind].Threshold);
}

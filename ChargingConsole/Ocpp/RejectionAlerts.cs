using ChargingConsole.Core.Alerts;

namespace ChargingConsole.Ocpp;

/// <summary>Raises an alert when the same connection is refused again and again, since then a charger is set up wrongly.</summary>
internal sealed class RejectionAlerts(RejectedConnections rejections) : IAlertSource
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);
    private Dictionary<(string ChargePointId, string Address, string Reason), (DateTimeOffset From, long Count)> _before = [];

    public IEnumerable<AlertCondition> Look(AlertRules rules, DateTimeOffset now)
    {
        if (!rules.IsOn(AlertKind.RejectedConnections))
        {
            return [];
        }

        var (limit, seen, conditions) = (rules[AlertKind.RejectedConnections].Threshold, new Dictionary<(string, string, string), (DateTimeOffset, long)>(), new List<AlertCondition>());
        foreach (var line in rejections.Latest.Where(line => line.At > now - s_window))
        {
            // What comes under many names counts by its address.
            var key = line.IsMany ? ("", line.RemoteAddress, "") : (line.ChargePointId, line.RemoteAddress, line.Reason);
            var known = _before.TryGetValue(key, out var before) && before.From > now - s_window && before.Count <= line.Count ? before : (From: now, Count: line.First > now - s_window ? 0L : line.Count - 1);
            seen[key] = known;
            if (line.Count - known.Count >= limit)
            {
                conditions.Add(new AlertCondition(AlertKind.RejectedConnections, !line.IsMany && line.ChargePointId.Length > 0 ? line.ChargePointId : line.RemoteAddress, null, now, line.Count - known.Count, line.Reason));
            }
        }

        _before = seen;
        return conditions;
    }
}

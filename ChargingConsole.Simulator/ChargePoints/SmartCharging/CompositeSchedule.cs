using System.Text.Json.Nodes;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.SmartCharging;

/// <summary>What all profiles and the hardware together allow from now on (OCPP 1.6 §3.13.3, §5.7).</summary>
internal static class CompositeSchedule
{
    private const int MostPeriods = 500;

    /// <summary>The payload of GetCompositeSchedule.conf for a connector, or for the grid connection when it is 0.</summary>
    public static JsonObject Make(VirtualChargePoint chargePoint, int connectorId, int seconds, string unit)
    {
        var from = chargePoint.Clock.GetUtcNow();
        var until = from.AddSeconds(seconds);
        var periods = new JsonArray();
        ChargingLimit? last = null;
        for (DateTimeOffset? time = from; time < until && periods.Count < MostPeriods; time = NextChange(chargePoint, time.Value, from))
        {
            var limit = connectorId == 0 ? OfGrid(chargePoint, time.Value, from) : OfConnector(chargePoint, chargePoint.Find(connectorId)!, time.Value, from);
            if (limit == last)
            {
                continue;
            }

            last = limit;
            periods.Add(new JsonObject
            {
                ["startPeriod"] = (int)(time.Value - from).TotalSeconds,
                ["limit"] = Math.Round(unit == "A" ? limit.Amperes : limit.Watts, 1),
                ["numberPhases"] = limit.Phases,
            });
        }

        return new JsonObject
        {
            ["status"] = "Accepted",
            ["connectorId"] = connectorId,
            ["scheduleStart"] = from.Wire(),
            ["chargingSchedule"] = new JsonObject
            {
                ["duration"] = seconds,
                ["startSchedule"] = from.Wire(),
                ["chargingRateUnit"] = unit,
                ["chargingSchedulePeriod"] = periods,
            },
        };
    }

    private static ChargingLimit OfConnector(VirtualChargePoint chargePoint, VirtualConnector at, DateTimeOffset time, DateTimeOffset from)
    {
        var limit = OfTransaction(chargePoint, at, time, from);
        return chargePoint.Profiles.OfStation(time, at.GridPhases) is { } station ? limit.Or(station) : limit;
    }

    private static ChargingLimit OfGrid(VirtualChargePoint chargePoint, DateTimeOffset time, DateTimeOffset from)
    {
        var phases = chargePoint.Connectors.Max(connector => connector.GridPhases);
        var sum = new ChargingLimit(chargePoint.Connectors.Sum(connector => OfTransaction(chargePoint, connector, time, from).Watts), phases);
        return chargePoint.Profiles.OfStation(time, phases) is { } station ? sum.Or(station) : sum;
    }

    private static ChargingLimit OfTransaction(VirtualChargePoint chargePoint, VirtualConnector at, DateTimeOffset time, DateTimeOffset from)
    {
        var hardware = new ChargingLimit(at.Curve.MaximumWatts, at.GridPhases);
        // Without a transaction a Relative profile reads as if one began now.
        return chargePoint.Profiles.OfTransaction(at, time, at.Transaction?.StartedAt ?? from, at.Transaction)?.Or(hardware) ?? hardware;
    }

    private static DateTimeOffset? NextChange(VirtualChargePoint chargePoint, DateTimeOffset time, DateTimeOffset from) => chargePoint.Profiles.Installed
        .SelectMany(profile => profile.Kind == "Relative"
            ? chargePoint.Connectors.Select(connector => profile.NextChange(time, connector.Transaction?.StartedAt ?? from))
            : [profile.NextChange(time, from)])
        .Min();
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Components.Chargers;

/// <summary>The fleet in one line of figures.</summary>
/// <param name="Count">All chargers.</param>
/// <param name="Online">Those connected.</param>
/// <param name="Available">Those with a free connector and nothing else to say.</param>
/// <param name="Charging">Those with a session open.</param>
/// <param name="Faulted">Those broken, of which nobody has taken care yet.</param>
/// <param name="Offline">Those not connected, though nobody has taken them out.</param>
/// <param name="Maintenance">Those in maintenance, connected or not.</param>
/// <param name="PowerW">The power of all in W.</param>
/// <param name="SessionsOpen">The sessions open on connected chargers.</param>
public sealed record FleetFigures(int Count, int Online, int Available, int Charging, int Faulted, int Offline, int Maintenance, double PowerW, int SessionsOpen)
{
    /// <summary>Counts the fleet as it is.</summary>
    public static FleetFigures Of(IEnumerable<ChargePoint> chargePoints)
    {
        var (count, online, available, charging, faulted, offline, maintenance, open, power) = (0, 0, 0, 0, 0, 0, 0, 0, 0d);
        foreach (var chargePoint in chargePoints)
        {
            var state = chargePoint.State;
            count++;
            var condition = state.Condition;
            maintenance += condition == ChargePointCondition.Maintenance ? 1 : 0;
            offline += condition == ChargePointCondition.Offline ? 1 : 0;
            if (!state.IsConnected)
            {
                continue;
            }

            online++;
            var sessions = 0;
            foreach (var (_, connector) in state.Connectors)
            {
                sessions += connector.IsCharging ? 1 : 0;
            }

            open += sessions;
            charging += sessions > 0 ? 1 : 0;
            available += condition == ChargePointCondition.Available ? 1 : 0;
            faulted += condition == ChargePointCondition.Faulted ? 1 : 0;
            power += state.PowerW;
        }

        return new FleetFigures(count, online, available, charging, faulted, offline, maintenance, power, open);
    }
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Components.Chargers;

/// <summary>The fleet in one line of figures.</summary>
/// <param name="Count">All chargers.</param>
/// <param name="Online">Those connected.</param>
/// <param name="Available">Those with a free connector and nothing else to say.</param>
/// <param name="Charging">Those with a session open.</param>
/// <param name="Faulted">Those broken.</param>
/// <param name="Offline">Those not connected.</param>
/// <param name="PowerW">The power of all in W.</param>
/// <param name="SessionsOpen">The sessions open on connected chargers.</param>
public sealed record FleetFigures(int Count, int Online, int Available, int Charging, int Faulted, int Offline, double PowerW, int SessionsOpen)
{
    /// <summary>Counts the fleet as it is.</summary>
    public static FleetFigures Of(IEnumerable<ChargePoint> chargePoints)
    {
        var (count, online, available, charging, faulted, open, power) = (0, 0, 0, 0, 0, 0, 0d);
        foreach (var chargePoint in chargePoints)
        {
            var state = chargePoint.State;
            count++;
            if (!state.IsConnected)
            {
                continue;
            }

            online++;
            var sessions = 0;
            foreach (var connector in state.Connectors.Values)
            {
                sessions += connector.IsCharging ? 1 : 0;
            }

            open += sessions;
            charging += sessions > 0 ? 1 : 0;
            var condition = state.Condition;
            available += condition == ChargePointCondition.Available ? 1 : 0;
            faulted += condition == ChargePointCondition.Faulted ? 1 : 0;
            power += state.PowerW;
        }

        return new FleetFigures(count, online, available, charging, faulted, count - online, power, open);
    }
}

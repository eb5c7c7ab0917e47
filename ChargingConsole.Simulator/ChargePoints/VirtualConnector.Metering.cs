using ChargingConsole.Simulator.ChargePoints.SmartCharging;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>What flows, and the meter that counts it.</content>
public sealed partial class VirtualConnector
{
    // A hair under 6 A, so that no rounding pauses a car at exactly that.
    private const double LeastAmperes = 5.999;

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    /// <summary>The most that may flow now, by the hardware and the profiles.</summary>
    internal ChargingLimit Offered
    {
        get
        {
            var hardware = new ChargingLimit(Curve.MaximumWatts, GridPhases);
            return Allowed?.Invoke(_clock.GetUtcNow())?.Or(hardware) ?? hardware;
        }
    }

    private bool CarTakesNothing => StateOfCharge >= 100 || _carRests || !IsPluggedIn;

    private ChargingReading Flow(DateTimeOffset at)
    {
        if (Transaction is not { } transaction || FaultCode is not null || CarTakesNothing)
        {
            return Curve.At(stateOfCharge: 100, TimeSpan.Zero);
        }

        var reading = Curve.At(StateOfCharge, at - transaction.StartedAt, (_random.NextDouble() * 2) - 1);
        return reading.Watts <= Ceiling(at) ? reading : reading.Scaled(Ceiling(at) / reading.Watts);
    }

    /// <summary>The most W that may flow.</summary>
    private double Ceiling(DateTimeOffset at)
    {
        // A tag that was refused after the start, without the transaction being stopped for it, gets nothing.
        if (_stationRests || Transaction?.TagStatus is not (null or "Accepted"))
        {
            return 0;
        }

        if (Allowed?.Invoke(at) is not { } limit)
        {
            return double.PositiveInfinity;
        }

        // IEC 61851: a car on AC cannot be told less than 6 A, so the charge point pauses it instead.
        return Curve.IsDirectCurrent || limit.Amperes >= LeastAmperes ? limit.Watts : 0;
    }

    private void Measure()
    {
        var now = _clock.GetUtcNow();
        if (Transaction is null || FaultCode is not null)
        {
            _measuredAt = now;
            return;
        }

        while (_measuredAt < now)
        {
            var step = now - _measuredAt < s_step ? now - _measuredAt : s_step;
            var wattHours = Flow(_measuredAt).Watts * step.TotalHours;
            _register += wattHours;
            StateOfCharge = Math.Min(100, StateOfCharge + (100 * wattHours / _description.BatteryWattHours));
            _measuredAt += step;
        }
    }
}

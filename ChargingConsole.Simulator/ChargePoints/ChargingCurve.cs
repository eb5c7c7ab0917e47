namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>What a connector delivers at one moment.</summary>
/// <param name="Watts">Active power in W.</param>
/// <param name="Volts">Voltage in V; phase to neutral for AC, of the battery for DC.</param>
/// <param name="Amperes">Current in A; of each phase for AC.</param>
public readonly record struct ChargingReading(double Watts, double Volts, double Amperes)
{
    internal ChargingReading Scaled(double share) => this with { Watts = Watts * share, Amperes = Amperes * share };
}

/// <summary>The power a car draws, over the state of charge of its battery.</summary>
public sealed class ChargingCurve
{
    private const double AcTaperStart = 94;
    private static readonly TimeSpan s_rampUp = TimeSpan.FromSeconds(8);

    // A 400 V car on a fast charger: cold battery first, a plateau, then a long taper.
    private static readonly (double StateOfCharge, double Share)[] s_dc =
        [(0, 0.75), (8, 0.92), (20, 1), (50, 1), (60, 0.82), (70, 0.62), (80, 0.42), (90, 0.22), (100, 0.06)];

    private static readonly (double StateOfCharge, double Share)[] s_ac = [(0, 1), (AcTaperStart, 1), (100, 0.1)];

    private ChargingCurve(double maximumWatts, int phases)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumWatts);
        MaximumWatts = maximumWatts;
        Phases = phases;
    }

    /// <summary>The power in W that is never exceeded.</summary>
    public double MaximumWatts { get; }

    /// <summary>1 or 3 for AC, 0 for DC.</summary>
    public int Phases { get; }

    /// <summary>Whether it is a DC fast charger, which knows the state of charge.</summary>
    public bool IsDirectCurrent => Phases == 0;

    /// <summary>An AC wallbox: flat, with a short taper near full. The power is in W.</summary>
    public static ChargingCurve Ac(double watts, int phases = 3)
    {
        if (phases is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(phases), phases, "AC has one phase or three.");
        }

        return new ChargingCurve(watts, phases);
    }

    /// <summary>A DC fast charger: ramps up, holds a plateau, tapers from half full. The power is in W.</summary>
    public static ChargingCurve Dc(double watts) => new(watts, phases: 0);

    /// <summary>What flows at a state of charge (percent), this long after the charging began.</summary>
    /// <param name="stateOfCharge">Percent, 0 to 100; nothing flows from 100 on.</param>
    /// <param name="sinceStart">Time since the transaction began.</param>
    /// <param name="noise">−1 to 1; moves power and voltage by well under one percent.</param>
    public ChargingReading At(double stateOfCharge, TimeSpan sinceStart, double noise = 0)
    {
        var volts = IsDirectCurrent ? 340 + (0.7 * Math.Clamp(stateOfCharge, 0, 100)) : 230 + (1.5 * noise);
        if (stateOfCharge >= 100)
        {
            return new ChargingReading(0, volts, 0);
        }

        // The noise only takes away, so that the charger never delivers more than it is rated for.
        var ripple = 1 - (0.003 * (1 - Math.Clamp(noise, -1, 1)));
        var ramp = Math.Clamp(sinceStart / s_rampUp, 0.05, 1);
        var watts = MaximumWatts * Share(IsDirectCurrent ? s_dc : s_ac, stateOfCharge) * ramp * ripple;
        return new ChargingReading(watts, volts, watts / volts / Math.Max(Phases, 1));
    }

    private static double Share((double StateOfCharge, double Share)[] points, double stateOfCharge)
    {
        var at = Math.Max(stateOfCharge, 0);
        for (var i = 1; i < points.Length; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            if (at <= to.StateOfCharge)
            {
                return from.Share + ((to.Share - from.Share) * (at - from.StateOfCharge) / (to.StateOfCharge - from.StateOfCharge));
            }
        }

        return 0;
    }
}

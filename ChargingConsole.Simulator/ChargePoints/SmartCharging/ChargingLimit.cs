namespace ChargingConsole.Simulator.ChargePoints.SmartCharging;

/// <summary>The most that may flow, in W over all phases; the phases say how it reads in A.</summary>
internal readonly record struct ChargingLimit(double Watts, int Phases)
{
    /// <summary>Phase to neutral, in V: what A and W are converted with.</summary>
    public const double Volts = 230;

    public double Amperes => Watts / Volts / Phases;

    public static ChargingLimit From(double value, bool isAmperes, int phases) => new(isAmperes ? value * Volts * phases : value, phases);

    public ChargingLimit Or(ChargingLimit other) => other.Watts < Watts ? other : this;
}

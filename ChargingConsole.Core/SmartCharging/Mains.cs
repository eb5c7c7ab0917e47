using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>What amperes are worth in watts where a charge point stands.</summary>
/// <param name="Volts">From a phase to neutral.</param>
/// <param name="Phases">How many phases it charges with.</param>
public readonly record struct Mains(decimal Volts, int Phases)
{
    private const decimal UsualVolts = 230;
    private const double MostOfOnePhaseKw = 7.4;

    /// <summary>A guess by the rated power: up to 7.4 kW is one phase, all else three.</summary>
    public static Mains Of(ChargePointState state) =>
        new(UsualVolts, (state.Row.MaxPowerKw ?? RatedPower.Of(state.Row.Model)) is > 0 and <= MostOfOnePhaseKw ? 1 : 3);

    /// <summary>The limit in another unit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="from">Its unit.</param>
    /// <param name="to">The unit asked for.</param>
    /// <param name="phases">The phases that the limit is for; those of the charge point when absent.</param>
    public decimal Convert(decimal limit, RateUnit from, RateUnit to, int? phases = null) => (from, to) switch
    {
        (RateUnit.A, RateUnit.W) => limit * Volts * (phases ?? Phases),
        (RateUnit.W, RateUnit.A) => limit / (Volts * (phases ?? Phases)),
        _ => limit,
    };
}

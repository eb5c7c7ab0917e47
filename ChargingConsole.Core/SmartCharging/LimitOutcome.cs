using ChargingConsole.Core.Commands;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>A limit as somebody asks for it.</summary>
/// <param name="Value">The value, in tenths.</param>
/// <param name="Unit">Amperes per phase, or watts over all phases.</param>
/// <param name="Phases">The phases it is for; null leaves that to the charge point.</param>
public readonly record struct LimitAmount(decimal Value, RateUnit Unit, int? Phases = null)
{
    /// <summary>The limit in words.</summary>
    public string Words => Tell(Value, Unit);

    /// <summary>Amperes per phase.</summary>
    public static LimitAmount Amps(decimal amps, int? phases = null) => new(Math.Round(amps, 1, MidpointRounding.AwayFromZero), RateUnit.A, phases);

    /// <summary>Kilowatts over all phases.</summary>
    public static LimitAmount Kilowatts(decimal kilowatts, int? phases = null) => new(Math.Round(kilowatts * 1000, 1, MidpointRounding.AwayFromZero), RateUnit.W, phases);

    /// <summary>The value in a unit, cut to tenths so that it never comes out higher.</summary>
    public decimal In(RateUnit unit, Mains mains) => unit == Unit ? Value : Math.Floor(mains.Convert(Value, Unit, unit, Phases) * 10) / 10;

    /// <summary>A limit in words: 16 A, 11 kW.</summary>
    public static string Tell(decimal limit, RateUnit unit) => unit == RateUnit.A
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit:0.#} A")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit / 1000:0.###} kW");
}

/// <summary>One try to set a limit.</summary>
/// <param name="Rung">The form tried.</param>
/// <param name="ConnectorId">Where it was tried.</param>
/// <param name="Limit">The limit in the form's unit.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record LimitAttempt(LimitRung Rung, int ConnectorId, decimal Limit, CommandOutcome Outcome);

/// <summary>Whether a limit took, by what the charge point says that it will do.</summary>
public enum LimitCheck : byte
{
    /// <summary>It does not say.</summary>
    NotTold,
    /// <summary>It says this limit.</summary>
    Took,
    /// <summary>It says a lower one: another profile holds it back further.</summary>
    Lower,
    /// <summary>It says a higher one, or none.</summary>
    Higher,
}

/// <summary>What came of setting or removing a limit.</summary>
public sealed record LimitOutcome
{
    /// <summary>A stable word for programs; one of <see cref="OutcomeCode"/>, or no_limit.</summary>
    public required string Code { get; init; }

    /// <summary>The outcome in plain words.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the limit is set, or gone.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The tries in their order; the last one is what holds.</summary>
    public IReadOnlyList<LimitAttempt> Attempts { get; init; } = [];

    /// <summary>Whether it took.</summary>
    public LimitCheck Check { get; init; }

    /// <summary>The limit that the charge point says, in the unit of the last try.</summary>
    public decimal? Told { get; init; }
}

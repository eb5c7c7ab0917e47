using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>One sampled value (OCPP 1.6 §7.43).</summary>
public sealed record SampledValue : OcppPayload
{
    private static readonly FrozenSet<string> s_contexts = FrozenSet.ToFrozenSet(
        ["Interruption.Begin", "Interruption.End", "Other", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger"]);

    private static readonly FrozenSet<string> s_measurands = FrozenSet.ToFrozenSet(
    [
        "Energy.Active.Export.Register", "Energy.Active.Import.Register", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register",
        "Energy.Active.Export.Interval", "Energy.Active.Import.Interval", "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval",
        "Power.Active.Export", "Power.Active.Import", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "Power.Factor",
        "Current.Import", "Current.Export", "Current.Offered", "Voltage", "Frequency", "Temperature", "SoC", "RPM",
    ]);

    private static readonly FrozenSet<string> s_phases = FrozenSet.ToFrozenSet(
        ["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"]);

    private static readonly FrozenSet<string> s_formats = FrozenSet.ToFrozenSet(["Raw", "SignedData"]);

    private static readonly FrozenSet<string> s_locations = FrozenSet.ToFrozenSet(["Body", "Cable", "EV", "Inlet", "Outlet"]);

    // "Celcius" is the first edition's own spelling; Hertz is known to MeterValues only, and harmless elsewhere.
    private static readonly FrozenSet<string> s_units = FrozenSet.ToFrozenSet(
        ["Wh", "kWh", "varh", "kvarh", "W", "kW", "VA", "kVA", "var", "kvar", "A", "V", "K", "Celcius", "Celsius", "Fahrenheit", "Percent", "Hertz"]);

    /// <summary>The value as text, a decimal number or signed data.</summary>
    public string? Value { get; init; }

    /// <summary>Why it was sampled; Sample.Periodic when absent.</summary>
    public string? Context { get; init; }

    /// <summary>Raw or SignedData; Raw when absent.</summary>
    public string? Format { get; init; }

    /// <summary>What was measured; Energy.Active.Import.Register when absent.</summary>
    public string? Measurand { get; init; }

    /// <summary>The phase measured; the total when absent.</summary>
    public string? Phase { get; init; }

    /// <summary>Where it was measured; Outlet when absent.</summary>
    public string? Location { get; init; }

    /// <summary>The unit; Wh for energy when absent.</summary>
    public string? Unit { get; init; }

    internal void Check(ref Constraints constraints)
    {
        constraints.Required(Value, "meterValue.sampledValue.value");
        constraints.OneOf(Context, s_contexts, "meterValue.sampledValue.context");
        constraints.OneOf(Format, s_formats, "meterValue.sampledValue.format");
        constraints.OneOf(Measurand, s_measurands, "meterValue.sampledValue.measurand");
        constraints.OneOf(Phase, s_phases, "meterValue.sampledValue.phase");
        constraints.OneOf(Location, s_locations, "meterValue.sampledValue.location");
        constraints.OneOf(Unit, s_units, "meterValue.sampledValue.unit");
        constraints.Unknown(this);
    }
}

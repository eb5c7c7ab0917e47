namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>One reading: values sampled at one time (OCPP 1.6 §7.33).</summary>
public sealed record MeterValue : OcppPayload
{
    /// <summary>When the values were sampled.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The values.</summary>
    public SampledValue[]? SampledValue { get; init; }

    internal void Check(ref Constraints constraints)
    {
        constraints.Required(Timestamp, "meterValue.timestamp");
        constraints.Required(SampledValue, "meterValue.sampledValue");
        constraints.Unknown(this);
        foreach (var sample in SampledValue ?? [])
        {
            sample.Check(ref constraints);
        }
    }
}

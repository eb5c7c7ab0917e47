namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"A Charge Point MAY sample the electrical meter or other sensor hardware to provide extra information" (OCPP 1.6 §4.7, §6.31).</summary>
public sealed record MeterValuesRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "MeterValues";

    /// <summary>The connector; 0 is the charge point's main meter.</summary>
    public long? ConnectorId { get; init; }

    /// <summary>The transaction the values belong to.</summary>
    public long? TransactionId { get; init; }

    /// <summary>The readings; some charge points send one object instead of an array.</summary>
    public MeterValue[]? MeterValue { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(ConnectorId, "connectorId");
        constraints.Minimum(ConnectorId, 0, "connectorId");
        constraints.Required(MeterValue, "meterValue");
        constraints.NotEmpty(MeterValue, "meterValue");
        constraints.Unknown(this);
        foreach (var value in MeterValue ?? [])
        {
            value.Check(ref constraints);
            constraints.NotEmpty(value.SampledValue, "meterValue.sampledValue");
        }
    }
}

/// <summary>The answer to <see cref="MeterValuesRequest"/> (OCPP 1.6 §6.32).</summary>
public sealed record MeterValuesResponse;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"To let the Central System know that a Charge Point is still connected, a Charge Point sends a heartbeat" (OCPP 1.6 §4.6, §6.29).</summary>
public sealed record HeartbeatRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "Heartbeat";

    void IOcppRequest.Check(ref Constraints constraints) => constraints.Unknown(this);
}

/// <summary>The answer to <see cref="HeartbeatRequest"/> (OCPP 1.6 §6.30).</summary>
public sealed record HeartbeatResponse
{
    /// <summary>The central system's clock, UTC.</summary>
    public required DateTimeOffset? CurrentTime { get; init; }
}

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Whether a charge point may connect.</summary>
/// <param name="ChargePoint">The charge point; null when it may not.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="RetryAfter">When it is worth another try.</param>
public readonly record struct Admission(ChargePoint? ChargePoint, AdmissionRefusal Refusal = AdmissionRefusal.None, TimeSpan RetryAfter = default)
{
    /// <summary>It may not.</summary>
    public static Admission No(AdmissionRefusal refusal, TimeSpan retryAfter = default) => new(null, refusal, retryAfter);
}

/// <summary>Why a charge point may not connect.</summary>
public enum AdmissionRefusal : byte
{
    /// <summary>It may.</summary>
    None,
    /// <summary>Nobody made it known, and unknown ones are rejected.</summary>
    Unknown,
    /// <summary>An operator blocked it.</summary>
    Blocked,
    /// <summary>Too many new identities came from its address within the hour.</summary>
    TooManyFromAddress,
    /// <summary>Too many new identities came within the hour.</summary>
    TooMany,
    /// <summary>Too many wait for an operator.</summary>
    QueueFull,
    /// <summary>The fleet is as large as it may become by itself.</summary>
    FleetFull,
}

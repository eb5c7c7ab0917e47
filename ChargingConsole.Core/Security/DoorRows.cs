namespace ChargingConsole.Core.Security;

/// <summary>What the door asks of a charge point. Immutable: a change is a new row.</summary>
public sealed record DoorRuleRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The lowest security profile it may come with.</summary>
    public required SecurityProfile Required { get; init; }

    /// <summary>Who said so: an operator; null when it follows from how the charge point once came.</summary>
    public string? RequiredBy { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset RequiredAt { get; init; }
}

/// <summary>A password (AuthorizationKey) that a charge point may come in with, hashed. Immutable: a change is a new row.</summary>
public sealed record ChargerKeyRow
{
    /// <summary>Counts up over all charge points: the newest is the highest.</summary>
    public required long Number { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The hash, as <see cref="KeyHash"/> writes it.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was set or sent, UTC.</summary>
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>Who set it.</summary>
    public required string SetBy { get; init; }

    /// <summary>The command that took it to the charge point; null when it was told here alone.</summary>
    public long? CommandId { get; init; }

    /// <summary>When the charge point first came in with it, UTC; null while it has not.</summary>
    public DateTimeOffset? ProvenAt { get; init; }
}

/// <summary>An authority of others whose certificates charge points may come with.</summary>
public sealed record TrustedAuthorityRow
{
    /// <summary>The fingerprint of its certificate (SHA-256, hexadecimal).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its name.</summary>
    public required string Subject { get; init; }

    /// <summary>Its certificate, PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>Its key, such as "RSA 4096".</summary>
    public required string Algorithm { get; init; }

    /// <summary>Until when it is valid, UTC.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Who imported it.</summary>
    public required string AddedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A certificate that counts for nothing any more, whatever stands in it.</summary>
public sealed record RevokedCertificateRow
{
    /// <summary>Its fingerprint (SHA-256, hexadecimal).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its name.</summary>
    public required string Subject { get; init; }

    /// <summary>Its serial number, hexadecimal.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>Who revoked it.</summary>
    public required string RevokedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RevokedAt { get; init; }
}

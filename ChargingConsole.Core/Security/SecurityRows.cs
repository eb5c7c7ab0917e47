namespace ChargingConsole.Core.Security;

/// <summary>Something that concerns the security of a charge point, as it told (security white paper for OCPP 1.6, §4.6).</summary>
public sealed record SecurityEventRow
{
    /// <summary>The row's id, given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The event, in the charge point's own word.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened by the charge point's clock, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>More about it.</summary>
    public string? TechInfo { get; init; }

    /// <summary>Whether the white paper calls it critical.</summary>
    public bool IsCritical { get; init; }
}

/// <summary>A local certificate authority. The private key is encrypted; it is never shown, logged or journalled.</summary>
public sealed record CertificateAuthorityRow
{
    /// <summary>The authority's number.</summary>
    public required int Id { get; init; }

    /// <summary>Whose certificates it signs by, as a distinguished name.</summary>
    public required string Subject { get; init; }

    /// <summary>The certificate, PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The private key (PKCS #8), encrypted by <see cref="KeyVault"/>.</summary>
    public required string ProtectedKey { get; init; }

    /// <summary>The key, such as "RSA 3072" or "ECDSA 256".</summary>
    public required string Algorithm { get; init; }

    /// <summary>Since when it is valid, UTC.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Until when it is valid, UTC.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Who made or imported it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it signs requests that are in order by itself, or waits for an operator.</summary>
    public bool SignsByItself { get; init; }
}

/// <summary>A charge point's request for a certificate, and what became of it. Immutable: a change is a new row.</summary>
public sealed record CertificateRequestRow
{
    /// <summary>The request's number.</summary>
    public required long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The request (PKCS #10), PEM.</summary>
    public required string Csr { get; init; }

    /// <summary>The name it asks for.</summary>
    public string? Subject { get; init; }

    /// <summary>The key, such as "ECDSA 256".</summary>
    public string? Algorithm { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required CertificateRequestState State { get; init; }

    /// <summary>Why it was refused, or what came of it, in words.</summary>
    public string? Message { get; init; }

    /// <summary>The signed certificate, PEM.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its serial number, hexadecimal.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Until when it is valid, UTC.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The authority that signed it.</summary>
    public int? AuthorityId { get; init; }

    /// <summary>Who decided: an operator, or the authority by itself.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The command that took the certificate to the charge point.</summary>
    public long? CommandId { get; init; }
}

/// <summary>Where a request for a certificate stands.</summary>
public enum CertificateRequestState : byte
{
    /// <summary>An operator has to decide, or there is no authority yet.</summary>
    Waiting = 1,
    /// <summary>Signed; the charge point does not have it yet.</summary>
    Issued = 2,
    /// <summary>On its way: committed before it is sent.</summary>
    Sending = 3,
    /// <summary>The charge point took the certificate.</summary>
    Installed = 4,
    /// <summary>The charge point refused the certificate.</summary>
    RefusedByCharger = 5,
    /// <summary>It was sent, and nobody knows whether the charge point has it.</summary>
    Unanswered = 6,
    /// <summary>An operator declined.</summary>
    Declined = 7,
    /// <summary>It was not in order, so it was refused when it came.</summary>
    NotInOrder = 8,
    /// <summary>A newer request of the same charge point took its place.</summary>
    Superseded = 9,
}

/// <summary>The root certificates of one kind that a charge point has, as it last told.</summary>
public sealed record InstalledCertificatesRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>CentralSystemRootCertificate or ManufacturerRootCertificate.</summary>
    public required string CertificateType { get; init; }

    /// <summary>The certificates' hashes as the charge point's answer had them, JSON.</summary>
    public required string Answer { get; init; }

    /// <summary>When it told, UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }
}

using System.Text.Json.Serialization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Core.Security;

namespace ChargingConsole.Api;

/// <summary>Something that concerns a charger's security, as it told.</summary>
internal sealed record SecurityEventContract(long Id, string Type, DateTimeOffset Timestamp, DateTimeOffset ReceivedAt, string? TechInfo, bool Critical)
{
    public static SecurityEventContract From(SecurityEventRow row) => new(row.Id, row.Type, row.Timestamp, row.ReceivedAt, row.TechInfo, row.IsCritical);
}

/// <summary>What names an installed certificate.</summary>
internal sealed record CertificateHashContract(string? HashAlgorithm, string? IssuerNameHash, string? IssuerKeyHash, string? SerialNumber)
{
    public static CertificateHashContract From(CertificateHashData data) => new(data.HashAlgorithm, data.IssuerNameHash, data.IssuerKeyHash, data.SerialNumber);
}

/// <summary>The root certificates of one kind, as the charger last told.</summary>
internal sealed record InstalledContract(string CertificateType, DateTimeOffset ReadAt, IReadOnlyList<CertificateHashContract> Certificates);

/// <summary>A request for a certificate, and what became of it.</summary>
internal sealed record CertificateRequestContract
{
    public required long RequestId { get; init; }
    public required string ChargerId { get; init; }
    public required string? Subject { get; init; }
    public required string? Algorithm { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>waiting, issued, sending, installed, refused_by_charger, unanswered, declined, not_in_order or superseded.</summary>
    public required string State { get; init; }

    public required string? Message { get; init; }
    public required string? SerialNumber { get; init; }
    public required DateTimeOffset? NotAfter { get; init; }
    public required string? DecidedBy { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required long? CommandId { get; init; }

    /// <summary>The certificate and those that signed it, PEM.</summary>
    public required string? Certificate { get; init; }

    public static CertificateRequestContract From(CertificateRequestRow row, Fleet fleet) => new()
    {
        RequestId = row.Id,
        ChargerId = fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        Subject = row.Subject,
        Algorithm = row.Algorithm,
        ReceivedAt = row.ReceivedAt,
        State = Words.Of(row.State),
        Message = row.Message,
        SerialNumber = row.SerialNumber,
        NotAfter = row.NotAfter,
        DecidedBy = row.DecidedBy,
        DecidedAt = row.DecidedAt,
        CommandId = row.CommandId,
        Certificate = row.Certificate,
    };
}

/// <summary>A charger's certificates.</summary>
/// <param name="Installed">Its root certificates; send GetInstalledCertificateIds to read them anew.</param>
/// <param name="Issued">Those it asked for.</param>
internal sealed record ChargerCertificatesContract(IReadOnlyList<InstalledContract> Installed, IReadOnlyList<CertificateRequestContract> Issued);

/// <summary>The local authority; its private key is told to nobody.</summary>
internal sealed record AuthorityContract(
    string Subject, string Algorithm, DateTimeOffset NotBefore, DateTimeOffset NotAfter, bool SignsByItself, string CreatedBy, DateTimeOffset CreatedAt, string Certificate)
{
    public static AuthorityContract From(CertificateAuthorityRow row) =>
        new(row.Subject, row.Algorithm, row.NotBefore, row.NotAfter, row.SignsByItself, row.CreatedBy, row.CreatedAt, row.Certificate);
}

/// <summary>An authority to make, or to import.</summary>
internal sealed record AuthorityBody : ICheckedBody
{
    /// <summary>What the new authority is called (CN), 1 to 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>rsa or ecdsa; ecdsa when absent.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Instead of name: a certificate and its private key, PEM.</summary>
    public string? Pem { get; init; }

    /// <summary>The password of an encrypted private key.</summary>
    public string? Password { get; init; }

    /// <summary>Whether requests that are in order need no operator.</summary>
    public bool SignsByItself { get; init; }

    [JsonIgnore]
    internal bool IsEcdsa => !"rsa".Equals(Algorithm, StringComparison.OrdinalIgnoreCase);

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Pem is null != string.IsNullOrWhiteSpace(Name), "name", "or pem has to be given, and not both");
        violations.Require(Name is null || Name.Trim().Length is > 0 and <= 64, "name", "must have 1 to 64 characters");
        violations.Require(Algorithm?.ToUpperInvariant() is null or "RSA" or "ECDSA", "algorithm", "must be rsa or ecdsa");
    }
}

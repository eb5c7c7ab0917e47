namespace ChargingConsole.Core.Firmware;

/// <summary>A firmware file that operators gave us to hand out. Immutable: a change is a new row.</summary>
public sealed record FirmwareFileRow
{
    /// <summary>Its name; compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Its SHA-256 in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The version that a charge point reports once it runs this; null when nobody said.</summary>
    public string? Version { get; init; }

    /// <summary>What operators should know of it.</summary>
    public string? Note { get; init; }

    /// <summary>The manufacturer's certificate as PEM, for SignedUpdateFirmware.</summary>
    public string? SigningCertificate { get; init; }

    /// <summary>The manufacturer's signature in base64, for SignedUpdateFirmware.</summary>
    public string? Signature { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Who gave it.</summary>
    public required string UploadedBy { get; init; }

    /// <summary>The name of the file in the folder, which nobody chose.</summary>
    public required string StoredAs { get; init; }
}

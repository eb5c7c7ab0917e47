namespace ChargingConsole.Core.Security;

/// <summary>How a connection is secured, and by what the charge point proves who it is (security white paper for OCPP 1.6, §3).</summary>
public enum SecurityProfile : byte
{
    /// <summary>Not at all; the white paper has no name for it.</summary>
    Open = 0,
    /// <summary>A password over a plain connection (HTTP Basic).</summary>
    Password = 1,
    /// <summary>A password over TLS.</summary>
    TlsPassword = 2,
    /// <summary>TLS with a certificate on both sides.</summary>
    TlsCertificate = 3,
}

/// <summary>What a charge point showed at the door.</summary>
/// <param name="Profile">What it amounts to.</param>
/// <param name="IsTls">Whether the connection is encrypted.</param>
/// <param name="Certificate">The fingerprint (SHA-256, hexadecimal) of the certificate it proved itself by; null when by none.</param>
public sealed record AdmittedAs(SecurityProfile Profile, bool IsTls, string? Certificate = null)
{
    /// <summary>It showed nothing, over a plain connection.</summary>
    public static AdmittedAs Anybody { get; } = new(SecurityProfile.Open, IsTls: false);

    /// <summary>The fingerprints of the authorities that its certificate was believed by, from the one that issued it up to the one that is trusted here.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>Whether it came in by a certificate, its own or one of those above it.</summary>
    public bool RestsOn(string fingerprint) => Certificate == fingerprint || Authorities.Contains(fingerprint);
}

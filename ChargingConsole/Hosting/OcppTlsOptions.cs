using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Hosting;

/// <summary>The certificate of the charge points' TLS listener (section <c>Ocpp:Tls</c>). The listener itself is <c>Kestrel:Endpoints:OcppTls:Url</c>.</summary>
public sealed class OcppTlsOptions
{
    /// <summary>The file with the certificate and those that issued it: PEM, or PKCS #12 (.pfx, .p12).</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The file with the private key, PEM; empty when it is in the certificate's file.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The password of the private key or of the PKCS #12 file.</summary>
    public string? Password { get; set; }

    /// <summary>The cipher suites allowed, by their IANA names, separated by commas; none for what the operating system allows. Not on Windows.</summary>
    public string CipherSuites { get; set; } = "";

    /// <summary>How long a handshake may take, in seconds.</summary>
    [Range(1, 120)]
    public int HandshakeSeconds { get; set; } = 10;
}

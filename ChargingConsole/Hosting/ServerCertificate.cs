using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Hosting;

/// <summary>
/// The certificate that chargers see, read anew when its file changes: the next handshake has the new one, and no
/// connection is cut. One that cannot be read, half written for instance, leaves the old one in use.
/// </summary>
internal sealed partial class ServerCertificate(IOptions<OcppTlsOptions> options, TimeProvider clock, ILogger<ServerCertificate> logger)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);
    private readonly Lock _lock = new();
    private volatile SslStreamCertificateContext? _current;
    private (DateTime Certificate, DateTime Key) _written;
    private long _looked;

    /// <summary>The certificate as it is now.</summary>
    /// <exception cref="InvalidOperationException">There never was one that can be read.</exception>
    public SslStreamCertificateContext Current()
    {
        // A glance at two files, at most once a second: watchers miss what is swapped beneath a link.
        if (_current is { } current && clock.GetElapsedTime(Volatile.Read(ref _looked)) < s_look)
        {
            return current;
        }

        lock (_lock)
        {
            Volatile.Write(ref _looked, clock.GetTimestamp());
            var written = (File.GetLastWriteTimeUtc(options.Value.CertificateFile), KeyFile is { } key ? File.GetLastWriteTimeUtc(key) : default);
            if (_current is null || written != _written)
            {
                Read(written);
            }

            return _current!;
        }
    }

    private string? KeyFile => options.Value.KeyFile.Length > 0 ? options.Value.KeyFile : null;

    private void Read((DateTime, DateTime) written)
    {
        try
        {
            var (certificate, others) = options.Value.CertificateFile.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || options.Value.CertificateFile.EndsWith(".p12", StringComparison.OrdinalIgnoreCase)
                ? ReadPkcs12()
                : ReadPem();
            _current = SslStreamCertificateContext.Create(certificate, others, offline: true);
            _written = written;
            InUse(logger, certificate.Subject, certificate.NotAfter.ToUniversalTime());
            if (certificate.NotAfter.ToUniversalTime() < clock.GetUtcNow().UtcDateTime + s_soon)
            {
                EndsSoon(logger, certificate.Subject, certificate.NotAfter.ToUniversalTime());
            }
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (_current is null)
            {
                throw new InvalidOperationException(
                    $"The certificate of the chargers' TLS listener cannot be read from \"{options.Value.CertificateFile}\" (Ocpp:Tls:CertificateFile, KeyFile, Password; docs/operations.md): {e.Message}", e);
            }

            NotRead(logger, options.Value.CertificateFile, e.Message);
        }
    }

    private (X509Certificate2 Certificate, X509Certificate2Collection Others) ReadPem()
    {
        var file = options.Value.CertificateFile;
        var others = new X509Certificate2Collection();
        others.ImportFromPemFile(file);
        var certificate = options.Value.Password is { Length: > 0 } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file, password, KeyFile)
            : X509Certificate2.CreateFromPemFile(file, KeyFile);
        if (OperatingSystem.IsWindows())
        {
            // Its TLS cannot use a key that lives in memory alone.
            using var ephemeral = certificate;
            certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        }

        return (certificate, [.. others.Where(other => !other.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))]);
    }

    private (X509Certificate2 Certificate, X509Certificate2Collection Others) ReadPkcs12()
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Value.CertificateFile, options.Value.Password);
        var certificate = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw new CryptographicException("It holds no private key.");
        return (certificate, [.. all.Where(other => !ReferenceEquals(other, certificate))]);
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Chargers see the certificate {Subject}, valid until {NotAfter:yyyy-MM-dd}")]
    private static partial void InUse(ILogger logger, string subject, DateTime notAfter);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "The certificate {Subject} that chargers see ends on {NotAfter:yyyy-MM-dd}: renew its file in time")]
    private static partial void EndsSoon(ILogger logger, string subject, DateTime notAfter);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "The new certificate in {File} cannot be read, so the old one stays in use: {Reason}")]
    private static partial void NotRead(ILogger logger, string file, string reason);
}

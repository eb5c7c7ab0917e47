using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Hosting;

/// <summary>What a client sent along with its certificate.</summary>
internal sealed record ClientChainFeature(X509Certificate2Collection Sent);

/// <summary>TLS for chargers: 1.2 and later, our certificate, and theirs if they have one. Whether that is good enough is the door's to judge, which can say why not.</summary>
internal static class OcppTls
{
    public static void UseOcppTls(this ListenOptions listener)
    {
        var options = listener.ApplicationServices.GetRequiredService<IOptions<OcppTlsOptions>>().Value;
        var certificate = listener.ApplicationServices.GetRequiredService<ServerCertificate>();
        // Now, and not with the first charger: a console that cannot serve them must not start.
        certificate.Current();
        var ciphers = Ciphers(options);
        listener.Protocols = HttpProtocols.Http1;
        listener.UseHttps(new HttpsConnectionAdapterOptions
        {
            SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            HandshakeTimeout = TimeSpan.FromSeconds(options.HandshakeSeconds),
            ServerCertificateSelector = (_, _) => certificate.Current().TargetCertificate,
            // Not the callback that chooses all options by the client's first words: what begins with no such words would
            // find no certificate there, and be logged as an error of ours.
            OnAuthenticate = (connection, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = certificate.Current();
                tls.CipherSuitesPolicy = ciphers;
                tls.ClientCertificateRequired = true;
                tls.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
                // Nothing is fetched from wherever a stranger's certificate points to.
                tls.CertificateChainPolicy = new X509ChainPolicy
                {
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                };
#pragma warning disable CA5359 // It is a client's certificate, and the door judges it, which can say what is wrong.
                tls.RemoteCertificateValidationCallback = (_, shown, chain, _) =>
                {
                    if (shown is not null && chain is not null)
                    {
                        connection.Features.Set(new ClientChainFeature(Sent(chain)));
                    }

                    return true;
                };
#pragma warning restore CA5359
            },
        });
    }

    private static X509Certificate2Collection Sent(X509Chain chain) =>
        [.. chain.ChainPolicy.ExtraStore.Concat(chain.ChainElements.Skip(1).Select(element => element.Certificate)).Select(sent => X509CertificateLoader.LoadCertificate(sent.RawData))];

    private static CipherSuitesPolicy? Ciphers(OcppTlsOptions options)
    {
        var names = options.CipherSuites.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || OperatingSystem.IsWindows())
        {
            return null;
        }

        return new CipherSuitesPolicy(names.Select(name => Enum.TryParse<TlsCipherSuite>(name, out var suite) && Enum.IsDefined(suite)
            ? suite
            : throw new InvalidOperationException($"Ocpp:Tls:CipherSuites names \"{name}\", which is no cipher suite known here.")));
    }
}

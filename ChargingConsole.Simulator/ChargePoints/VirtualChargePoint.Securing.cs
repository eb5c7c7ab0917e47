using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>How the connection is secured (security white paper for OCPP 1.6, §3).</content>
public sealed partial class VirtualChargePoint
{
    private volatile string? _distrusted;

    private string? Password => Configuration["AuthorizationKey"] is { Length: > 0 } key ? key : Options.Password;

    private X509Certificate2? Certificate => OwnCertificate.Current ?? Options.Certificate;

    private Uri? SecureCentralSystem => Options.SecureCentralSystem ?? (Options.CentralSystem.Scheme == "wss" ? Options.CentralSystem : null);

    /// <summary>Whether it has what a higher security profile needs; a lower one it never takes.</summary>
    internal bool MayRise(string present, string wanted) => (present, wanted) switch
    {
        ("0", "1") => Password is not null,
        ("0" or "1", "2") => Password is not null && SecureCentralSystem is not null,
        ("0" or "1" or "2", "3") => Certificate is not null && SecureCentralSystem is not null,
        _ => false,
    };

    /// <summary>Connects with the profile it was told; where that fails, it goes on with the one it had.</summary>
    internal async Task RiseAsync(string before, CancellationToken cancellation)
    {
        await _link.DisconnectAsync().ConfigureAwait(false);
        try
        {
            await _link.ConnectAsync(cancellation).ConfigureAwait(false);
        }
        catch (ConnectionRefusedException e)
        {
            Tell(ChargePointEventKind.Trouble, e.Message);
            Configuration.Change("SecurityProfile", before);
            await _link.KeepConnectingAsync(cancellation).ConfigureAwait(false);
        }
    }

    private ChargePointAddress Address()
    {
        var profile = Configuration.Whole("SecurityProfile");
        return new(profile >= 2 ? SecureCentralSystem ?? Options.CentralSystem : Options.CentralSystem, Id)
        {
            Password = profile == 3 ? null : Password,
            Certificate = profile == 3 ? Certificate : Options.Certificate,
            Trusts = TrustsServer,
            Subprotocols = Options.Subprotocols,
            PingInterval = Configuration.Seconds("WebSocketPingInterval"),
        };
    }

    private bool TrustsServer(object sender, X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        var certificate = shown as X509Certificate2;
        var problem = certificate is null ? "none was shown"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"{certificate.Subject} is of another host"
            : Certificates.IsServerOf(certificate, Options.ServerRoots) ?? errors == SslPolicyErrors.None ? null
            : $"{certificate.Subject} is of nobody that is trusted";
        if (problem is not null)
        {
            _distrusted = problem;
        }

        return problem is null;
    }

    /// <summary>Tells, once it is connected again, that it met a central system it did not believe.</summary>
    private async Task TellDistrustAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _distrusted, null) is { } problem)
        {
            await TellSecurityEventAsync("InvalidCentralSystemCertificate", problem, cancellation).ConfigureAwait(false);
        }
    }
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>Where and as whom a charge point connects.</summary>
internal sealed record ChargePointAddress(Uri CentralSystem, string ChargePointId)
{
    public string? Password { get; init; }

    /// <summary>The certificate to show over TLS; none when null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Judges the central system's certificate; null for the system's own judgement.</summary>
    public RemoteCertificateValidationCallback? Trusts { get; init; }

    public IReadOnlyList<string> Subprotocols { get; init; } = ["ocpp1.6"];

    public TimeSpan PingInterval { get; init; }

    /// <summary>OCPP-J 1.6 §3.1.1: the connection URL is the endpoint followed by the percent-encoded identity.</summary>
    public Uri Url => new($"{CentralSystem.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{Uri.EscapeDataString(ChargePointId)}{CentralSystem.Query}");
}

using System.Net;
using ChargingConsole.Core.ChargePoints;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>Under which address a charge point reaches the web listener.</summary>
public sealed class PublicAddress(IOptions<FirmwareOptions> options)
{
    /// <summary>Where the web listener is bound; told once by the host when it listens.</summary>
    public Uri? Listening { get; set; }

    /// <summary>The address without a slash at its end, such as http://console:8000; null when nobody listens.</summary>
    public string? For(ChargePoint chargePoint)
    {
        if (options.Value.PublicUrl is { Length: > 0 } told)
        {
            return told.TrimEnd('/');
        }

        if (Listening is not { } bound)
        {
            return null;
        }

        var host = bound.Host is "0.0.0.0" or "[::]" or "*" or "+" ? HostSeenBy(chargePoint) : bound.Host;
        return $"{bound.Scheme}://{host}:{bound.Port}";
    }

    // A listener on all interfaces has no name of its own: a charge point on this machine takes the loopback, others the machine's name.
    private static string HostSeenBy(ChargePoint chargePoint)
    {
        var remote = chargePoint.State.Connection?.RemoteAddress;
        return IPEndPoint.TryParse(remote ?? "", out var peer) && IPAddress.IsLoopback(peer.Address) ? "127.0.0.1" : Dns.GetHostName();
    }
}

using System.Net;
using System.Net.Sockets;
using ChargingConsole.Core.Ocpp.Limits;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Ocpp;

/// <summary>Finds out from where a charge point calls: a proxy that is trusted is believed whom it calls for.</summary>
internal sealed class Callers(IOptions<LimitOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> _proxies = options.Value.ProxyNetworks();

    /// <summary>Who sent a request.</summary>
    public Caller Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } connected)
        {
            return new Caller("", "", null);
        }

        var peer = Plain(connected);
        if (!IsProxy(peer))
        {
            return new Caller(peer.ToString(), new IPEndPoint(peer, context.Connection.RemotePort).ToString(), LimitedAs(peer));
        }

        // The last address that no trusted proxy has is the first that a trusted proxy saw; what stands before it anybody may have written.
        var told = context.Request.Headers["X-Forwarded-For"].ToString();
        foreach (var part in told.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (!IPEndPoint.TryParse(part, out var end))
            {
                break;
            }

            var address = Plain(end.Address);
            if (!IsProxy(address))
            {
                return new Caller(address.ToString(), part, LimitedAs(address));
            }
        }

        return new Caller(peer.ToString(), new IPEndPoint(peer, context.Connection.RemotePort).ToString(), null);
    }

    /// <summary>Whether what one address may do binds this one; null when it does not.</summary>
    public string? LimitedAs(EndPoint? end) => end is IPEndPoint { Address: var address } && !IsProxy(Plain(address)) ? LimitedAs(Plain(address)) : null;

    private bool IsProxy(IPAddress address)
    {
        foreach (var network in _proxies)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    // Whoever has an IPv6 address has the whole network of 64 bits it is from.
    private static string LimitedAs(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]) + "/64"
            : address.ToString();

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

/// <summary>From where a charge point calls.</summary>
/// <param name="Address">The address.</param>
/// <param name="EndPoint">The address with the port where that is known.</param>
/// <param name="LimitedAs">Under what the limits of one address count it; null for a trusted proxy that calls for nobody.</param>
internal readonly record struct Caller(string Address, string EndPoint, string? LimitedAs);

using System.Net;
using System.Net.Sockets;

namespace ChargingConsole.Core.Alerts;

/// <summary>Tells addresses of the public network from those of this machine and of private networks.</summary>
internal static class PublicNetwork
{
    private static readonly IPNetwork[] s_barred =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // IPv6: unspecified and loopback, translation (which leads to any IPv4 address), discard, Teredo, documentation, 6to4, unique local, link local, site local, multicast.
            "::/127", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether the address is one of the public network.</summary>
    public static bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(s_barred, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>
    /// Opens a connection to an address that was looked at: the name is resolved here and once, so that it cannot lead
    /// elsewhere between the look and the connection (DNS rebinding).
    /// </summary>
    /// <exception cref="HttpRequestException">The name leads to no address that is allowed.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => allowPrivate || Has(address));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{target.Host} is on this machine or in a private network, where no webhook may be (Alerts:AllowPrivateWebhooks).");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ChargingConsole.Core.Ocpp.Limits;

/// <summary>How much anybody may ask of the charge points' door (section <c>Ocpp:Limits</c>).</summary>
public sealed class LimitOptions : IValidatableObject
{
    /// <summary>How many connections may stand at once, half-open ones included.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 20_000;

    /// <summary>The same from one address; many charge points may stand behind one.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddress { get; set; } = 2_000;

    /// <summary>How many handshakes a second one address may begin, counted over ten seconds.</summary>
    [Range(1, 100_000)]
    public int HandshakesPerSecond { get; set; } = 100;

    /// <summary>How long a connection may take to become a WebSocket, in seconds.</summary>
    [Range(1, 300)]
    public int HandshakeSeconds { get; set; } = 15;

    /// <summary>How many messages a second are read from one charge point once its burst is used up; what is more waits. 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int FramesPerSecond { get; set; } = 50;

    /// <summary>How many messages one charge point may send at once, such as what it kept while it was offline.</summary>
    [Range(1, 1_000_000)]
    public int FrameBurst { get; set; } = 2_000;

    /// <summary>After how long a charge point that goes on sending more than is read, without waiting for answers, is cut, in seconds.</summary>
    [Range(5, 86_400)]
    public int FloodSeconds { get; set; } = 120;

    /// <summary>How long one message may take to arrive, in seconds.</summary>
    [Range(1, 3_600)]
    public int MessageSeconds { get; set; } = 60;

    /// <summary>How many new identities are taken in within an hour, from all addresses together.</summary>
    [Range(1, 1_000_000)]
    public int NewChargersPerHour { get; set; } = 20_000;

    /// <summary>The same from one address.</summary>
    [Range(1, 1_000_000)]
    public int NewChargersPerHourPerAddress { get; set; } = 200;

    /// <summary>How many charge points the fleet may come to by new ones connecting.</summary>
    [Range(1, 1_000_000)]
    public int FleetSize { get; set; } = 100_000;

    /// <summary>How many charge points may wait for an operator, blocked ones included.</summary>
    [Range(1, 100_000)]
    public int WaitingChargers { get; set; } = 1_000;

    /// <summary>After how many days without a sign of it one that waits is forgotten.</summary>
    [Range(1, 3_650)]
    public int WaitingDays { get; set; } = 30;

    /// <summary>
    /// Addresses and networks of proxies in front, separated by commas: what one address may do does not bind them,
    /// and the address they name in X-Forwarded-For counts in place of theirs.
    /// </summary>
    public string TrustedProxies { get; set; } = "127.0.0.0/8, ::1";

    /// <summary>The networks of <see cref="TrustedProxies"/>.</summary>
    public IReadOnlyList<IPNetwork> ProxyNetworks() => [.. Parts().Select(part => Read(part) ?? throw new FormatException($"{part} is no network."))];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Parts().Where(part => Read(part) is null).Select(part => new ValidationResult(
            $"Ocpp:Limits:TrustedProxies holds \"{part}\", which is neither an address nor a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]));

    private string[] Parts() => TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IPNetwork? Read(string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

using System.Net;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Security;

/// <summary>An address or network from which nobody is let in at the charge points' door.</summary>
public sealed record BlockedAddressRow
{
    /// <summary>The address, or the network such as 203.0.113.0/24, as it is written shortest.</summary>
    public required string Address { get; init; }

    /// <summary>Why, in the administrator's words.</summary>
    public string? Note { get; init; }

    /// <summary>Who blocked it.</summary>
    public required string BlockedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset BlockedAt { get; init; }
}

/// <summary>The addresses that administrators blocked: on disk first, then here, where the door asks at every connection.</summary>
public sealed class BlockedAddresses(Fleet fleet, IChargePointLink link, CommitQueue commits, AuditTrail trail, IOptions<LimitOptions> limits, TimeProvider clock) : IDisposable
{
    /// <summary>How many there may be.</summary>
    public const int Most = 1_000;

    /// <summary>How long a note may be.</summary>
    public const int LongestNote = 200;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _version;
    private volatile IReadOnlyList<(IPNetwork Network, BlockedAddressRow Row)> _all = [];

    /// <summary>Changes with every change of the list.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>All, the latest first.</summary>
    public IReadOnlyList<BlockedAddressRow> All => [.. _all.Select(blocked => blocked.Row).OrderByDescending(row => row.BlockedAt)];

    /// <summary>What an address is blocked by; null when it is not.</summary>
    public BlockedAddressRow? Find(IPAddress address)
    {
        var plain = Plain(address);
        foreach (var (network, row) in _all)
        {
            if (network.Contains(plain))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Blocks an address or a network. Whoever is connected from there is cut off.</summary>
    /// <returns>The entry, or why there is none.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(BlockedAddressRow? Row, string? Problem)> AddAsync(string address, string? note, Actor by)
    {
        if (Read(address) is not { } network)
        {
            return (null, "It is neither an address such as 203.0.113.7 nor a network such as 203.0.113.0/24.");
        }

        var isWide = network.PrefixLength < (network.BaseAddress.GetAddressBytes().Length == 4 ? 8 : 16);
        if (isWide || note?.Trim().Length > LongestNote)
        {
            return (null, isWide ? "The network is too large: at least /8 has to be named, of IPv6 /16." : $"The note is longer than {LongestNote} characters.");
        }

        if (limits.Value.ProxyNetworks().Any(proxy => proxy.Contains(network.BaseAddress) || network.Contains(proxy.BaseAddress)))
        {
            return (null, "It is a trusted proxy's (Ocpp:Limits:TrustedProxies), through which others come. Block the addresses that it names.");
        }

        await _turn.WaitAsync();
        try
        {
            if (_all.FirstOrDefault(blocked => blocked.Network.Equals(network)).Row is { } known)
            {
                return (known, null);
            }

            if (_all.Count >= Most)
            {
                return (null, $"There are {Most} blocked addresses already. Block a network in their place.");
            }

            var row = new BlockedAddressRow { Address = Name(network), Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), BlockedBy = by.Name, BlockedAt = clock.GetUtcNow() };
            var unit = new UnitOfWork();
            unit.Insert(row);
            trail.Note(unit, by, AuditWords.AddressBlocked, row.Address, row.Note);
            await commits.CommitAsync(unit);
            _all = [.. _all, (network, row)];
            Interlocked.Increment(ref _version);
            foreach (var chargePoint in fleet.All.Concat(fleet.Waiting).Where(IsFromBlocked))
            {
                link.Cut(chargePoint);
            }

            return (row, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Blocks an address no longer; false when it was not blocked.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveAsync(string address, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (Read(address) is not { } network || _all.FirstOrDefault(blocked => blocked.Network.Equals(network)).Row is not { } row)
            {
                return false;
            }

            var unit = new UnitOfWork();
            unit.Delete(row);
            trail.Note(unit, by, AuditWords.AddressUnblocked, row.Address, row.Note);
            await commits.CommitAsync(unit);
            _all = [.. _all.Where(blocked => blocked.Row != row)];
            Interlocked.Increment(ref _version);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    internal void Load(IEnumerable<BlockedAddressRow> rows) => _all = [.. rows.Select(row => (Read(row.Address)!.Value, row))];

    /// <summary>Whether a charge point is connected from a blocked address.</summary>
    internal bool IsFromBlocked(ChargePoint chargePoint) =>
        chargePoint.State.Connection is { } connection && IPEndPoint.TryParse(connection.RemoteAddress, out var end) && Find(end.Address) is not null;

    private static IPNetwork? Read(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        // "10.1" is an address to the parser, and to nobody else.
        address = Plain(address);
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4 && parts[0].Count(c => c == '.') != 3 && !parts[0].Contains(':'))
        {
            return null;
        }

        var length = bytes.Length * 8;
        if (parts.Length == 2 && (!int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length) || length > bytes.Length * 8))
        {
            return null;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (length - (i * 8)), 0, 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private static string Name(IPNetwork network) =>
        network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString() : network.ToString();

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

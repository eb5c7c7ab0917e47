using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Firmware;

/// <summary>The transfers in memory: those that are open, and those that ended lately.</summary>
public sealed class TransferBook(TimeProvider clock)
{
    /// <summary>How many requests may be prepared and not sent; more come only from a caller gone wild.</summary>
    private const int MaxPrepared = 5_000;

    private static readonly TimeSpan s_window = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<long, Transfer> _byId = new();
    private readonly ConcurrentDictionary<int, ConcurrentDictionary<long, Transfer>> _byChargePoint = new();
    private long _lastId;

    /// <summary>
    /// Whether the charge point is in the middle of a firmware update, so that a lost connection is no reason for
    /// alarm: it reboots, and may be away for a while.
    /// </summary>
    public bool IsUpdating(ChargePoint chargePoint)
    {
        var now = clock.GetUtcNow();
        return Recorded(chargePoint.Key).Any(transfer => transfer.Row is { IsUpdate: true, IsOpen: true, State: >= TransferState.Accepted } row
            && (row.DueAt is null || row.DueAt <= now) && now - (row.DueAt > row.LastAt ? row.DueAt.Value : row.LastAt) < s_window);
    }

    /// <summary>The transfers of a charge point that are open or ended lately, newest first.</summary>
    public IReadOnlyList<TransferRow> Recent(ChargePoint chargePoint) =>
        [.. Recorded(chargePoint.Key).Select(transfer => transfer.Row).OrderByDescending(row => row.Id)];

    /// <summary>Whether somebody was told to fetch this firmware file and has not ended.</summary>
    public bool IsWaitedFor(string fileName) => _byId.Values.Any(transfer => transfer is { IsRecorded: true, Row: { IsUpdate: true, IsOpen: true, SecretHash: not null } row }
        && row.State < TransferState.Installed && row.ExpiresAt > clock.GetUtcNow() && string.Equals(row.FileName, fileName, StringComparison.OrdinalIgnoreCase));

    internal void StartAfter(long lastId) => _lastId = lastId;

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal Transfer? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The newest transfer of this kind, by request id where that is told; one that was only prepared counts once it was asked for.</summary>
    internal Transfer? Newest(int chargePointKey, TransferKind kind, long? requestId, bool alsoUnasked = false) =>
        _byChargePoint.TryGetValue(chargePointKey, out var transfers)
            ? transfers.Values
                .Where(transfer => transfer.Row.Kind == kind && (transfer.IsRecorded || transfer.IsAsked || alsoUnasked) && (requestId is null || transfer.Row.RequestId == requestId))
                .OrderByDescending(transfer => transfer.IsRecorded && transfer.Row.IsOpen)
                .ThenByDescending(transfer => transfer.Row.Id)
                .FirstOrDefault()
            : null;

    /// <summary>All recorded ones of a charge point.</summary>
    internal IEnumerable<Transfer> Recorded(int chargePointKey) =>
        _byChargePoint.TryGetValue(chargePointKey, out var transfers) ? transfers.Values.Where(transfer => transfer.IsRecorded) : [];

    /// <summary>All recorded ones.</summary>
    internal IEnumerable<Transfer> AllRecorded => _byId.Values.Where(transfer => transfer.IsRecorded);

    internal Transfer Add(TransferRow row, bool isRecorded)
    {
        if (!isRecorded)
        {
            Forget();
        }

        var transfer = new Transfer(row) { IsRecorded = isRecorded };
        _byId[row.Id] = transfer;
        _byChargePoint.GetOrAdd(row.ChargePointKey, static _ => new())[row.Id] = transfer;
        return transfer;
    }

    /// <summary>Lets go of what ended long ago, and of requests that never went out.</summary>
    internal void Tidy()
    {
        var now = clock.GetUtcNow();
        foreach (var transfer in _byId.Values)
        {
            var isOver = transfer.IsRecorded ? transfer.Row.EndedAt + s_kept < now : transfer.Row.ExpiresAt < now;
            if (isOver)
            {
                Remove(transfer);
            }
        }
    }

    /// <summary>The secret part of an address, and what is kept of it.</summary>
    internal static (string Secret, string Hash) NewSecret()
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return (secret, Hash(secret));
    }

    /// <summary>Whether the secret is the one whose hash is kept; takes the same time for every wrong one.</summary>
    internal static bool IsSecret(string? hash, string secret) =>
        hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(secret)));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void Forget()
    {
        if (_byId.Count > MaxPrepared && _byId.Values.Where(transfer => !transfer.IsRecorded).MinBy(transfer => transfer.Row.Id) is { } oldest)
        {
            Remove(oldest);
        }
    }

    internal void Remove(Transfer transfer)
    {
        _byId.TryRemove(transfer.Row.Id, out _);
        if (_byChargePoint.TryGetValue(transfer.Row.ChargePointKey, out var transfers))
        {
            transfers.TryRemove(transfer.Row.Id, out _);
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Security;

/// <summary>
/// Compares passwords. What was compared once is known again by a fingerprint that means nothing outside this process, so
/// that a fleet that comes back all at once costs a hash each; what takes long on purpose runs on half the processors at most.
/// </summary>
public sealed class KeyCheck(DoorBook book) : IDisposable
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<int, Known> _right = new();
    private readonly ConcurrentDictionary<int, Known> _wrong = new();
    private readonly SemaphoreSlim _slow = new(Math.Max(1, Environment.ProcessorCount / 2));
    private long _compared;

    /// <summary>How often a hash that takes long was computed.</summary>
    internal long Compared => Volatile.Read(ref _compared);

    /// <summary>The password of a charge point that this is; null when it is none.</summary>
    /// <param name="chargePoint">Who it says it is.</param>
    /// <param name="presented">The password's bytes as they came.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<ChargerKeyRow?> FindAsync(ChargePoint chargePoint, byte[] presented, CancellationToken cancellationToken)
    {
        var keys = book.Of(chargePoint).Keys;
        var fingerprint = HMACSHA256.HashData(_secret, presented);
        if (_right.TryGetValue(chargePoint.Key, out var right) && right.Is(fingerprint))
        {
            if (keys.FirstOrDefault(key => key.Number == right.Number) is { } known)
            {
                return known;
            }

            _right.TryRemove(chargePoint.Key, out _);
        }

        // The same wrong one again, from a charger that tries for ever.
        if (_wrong.TryGetValue(chargePoint.Key, out var wrong) && wrong.Is(fingerprint) && wrong.Keys == keys)
        {
            return null;
        }

        var found = await CompareAsync(keys, presented, cancellationToken);
        (found is null ? _wrong : _right)[chargePoint.Key] = new Known(fingerprint, found?.Number ?? 0, keys);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _slow.Dispose();

    private async Task<ChargerKeyRow?> CompareAsync(ImmutableArray<ChargerKeyRow> keys, byte[] presented, CancellationToken cancellationToken)
    {
        if (keys.LastOrDefault(key => !KeyHash.IsSlow(key.Hash) && KeyHash.Matches(key.Hash, presented)) is { } found)
        {
            return found;
        }

        if (!keys.Any(key => KeyHash.IsSlow(key.Hash)))
        {
            return null;
        }

        await _slow.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () => keys.LastOrDefault(key =>
                {
                    if (!KeyHash.IsSlow(key.Hash))
                    {
                        return false;
                    }

                    Interlocked.Increment(ref _compared);
                    return KeyHash.Matches(key.Hash, presented);
                }), cancellationToken);
        }
        finally
        {
            _slow.Release();
        }
    }

    private sealed record Known(byte[] Fingerprint, long Number, ImmutableArray<ChargerKeyRow> Keys)
    {
        public bool Is(byte[] fingerprint) => CryptographicOperations.FixedTimeEquals(Fingerprint, fingerprint);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Configuration;

/// <summary>The last known configuration of every charge point, in memory.</summary>
public sealed class ConfigurationBook
{
    /// <summary>The most keys held of one charge point; one that makes up new names for ever fills no memory.</summary>
    internal const int MaxKeys = 2000;

    private const int PoolLimit = 20_000;
    private static readonly ImmutableDictionary<string, ConfigurationKeyRow> s_none =
        ImmutableDictionary.Create<string, ConfigurationKeyRow>(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<int, ImmutableDictionary<string, ConfigurationKeyRow>> _byChargePoint = new();
    private readonly ConcurrentDictionary<string, string> _pool = new();

    /// <summary>All that is known of a charge point's keys, compared without regard to case; a snapshot.</summary>
    public IReadOnlyDictionary<string, ConfigurationKeyRow> Of(ChargePoint chargePoint) => _byChargePoint.GetValueOrDefault(chargePoint.Key, s_none);

    /// <summary>The last known value of a key; null when none is known.</summary>
    public string? Value(ChargePoint chargePoint, string key) =>
        _byChargePoint.GetValueOrDefault(chargePoint.Key, s_none).GetValueOrDefault(key) is { IsKnown: true } row ? row.Value : null;

    /// <summary>The last known value of a key as a whole number; null when none is known or it is no number.</summary>
    public int? Number(ChargePoint chargePoint, string key) => int.TryParse(Value(chargePoint, key), out var number) ? number : null;

    /// <summary>Whether a value was taken that works only after a reboot that has not come.</summary>
    public static bool NeedsReboot(ChargePoint chargePoint, ConfigurationKeyRow row) =>
        row.RebootRequiredAt is { } at && !(chargePoint.State.Row.LastBootAt > at);

    internal void Put(ConfigurationKeyRow row)
    {
        // Thousands of charge points share the same names and mostly the same values.
        row = row with { Key = Pooled(row.Key), Value = row.Value is { Length: <= 32 } value ? Pooled(value) : row.Value };
        _byChargePoint.AddOrUpdate(
            row.ChargePointKey,
            static (_, added) => s_none.Add(added.Key, added),
            // Two answers of one charge point may be taken at once: the later one stays.
            static (_, known, added) => known.TryGetValue(added.Key, out var there) && there.ReadAt > added.ReadAt ? known : known.Remove(added.Key).Add(added.Key, added),
            row);
    }

    private string Pooled(string text) => _pool.Count < PoolLimit ? _pool.GetOrAdd(text, text) : _pool.GetValueOrDefault(text, text);
}

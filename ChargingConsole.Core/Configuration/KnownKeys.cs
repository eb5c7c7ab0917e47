using System.Collections.Frozen;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Configuration;

/// <summary>The keys that OCPP 1.6 and its security extension know, and what is checked before a value is sent.</summary>
public static class KnownKeys
{
    /// <summary>The longest key that a request may carry (OCPP 1.6 §6.9).</summary>
    public const int MaxKeyLength = 50;

    /// <summary>The longest value that a request may carry.</summary>
    public const int MaxValueLength = 500;

    private static readonly FrozenDictionary<string, KnownKey> s_byName =
        KnownCoreKeys.All.Concat(KnownOtherKeys.All).ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<KnownKey> All { get; } = [.. s_byName.Values.OrderBy(key => key.Name, StringComparer.Ordinal)];

    /// <summary>What is known of a key, compared without regard to case; null when it is the vendor's own.</summary>
    public static KnownKey? Find(string key) => s_byName.GetValueOrDefault(key.Trim());

    /// <summary>
    /// Why a value must not be sent: "key" or "value", and a sentence; null when it may. Charge points have
    /// taken a word for an interval and flooded the central system, so that standard keys are checked here.
    /// </summary>
    public static (string Member, string Message)? Fault(string? key, string? value)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return ("key", "key is required.");
        }

        if (key.Length > MaxKeyLength)
        {
            return ("key", $"key is longer than {MaxKeyLength} characters.");
        }

        if (value is null)
        {
            return ("value", "value is required.");
        }

        if (value.Length > MaxValueLength)
        {
            return ("value", $"value is longer than {MaxValueLength} characters.");
        }

        return Find(key) is { } known && known.Fault(value) is { } fault ? ("value", $"{known.Name} {fault}.") : null;
    }

    /// <summary>The value of a key as it may be stored and shown.</summary>
    internal static string? Shown(string key, string? value) => string.IsNullOrEmpty(value) || !Secrets.IsSecret(key) ? value : Secrets.Hidden;
}

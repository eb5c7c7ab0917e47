using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Configuration;

/// <summary>What is known of one configuration key of a charge point (OCPP 1.6 §5.8, §9). Immutable: a change is a new row.</summary>
public sealed record ConfigurationKeyRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The key as the charge point last spelled it; compared without regard to case.</summary>
    public required string Key { get; init; }

    /// <summary>The last known value; null when it has none or none was told. A secret is <see cref="Secrets.Hidden"/>.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it can only be read; null when the charge point never told.</summary>
    public bool? IsReadonly { get; init; }

    /// <summary>False when the charge point said that it does not know this key.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>When the charge point last told of it or took a value, UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>When its value last became another, UTC; null when it is still the first one seen.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When a value was taken that needs a reboot to work, UTC; over with the first boot after it.</summary>
    public DateTimeOffset? RebootRequiredAt { get; init; }
}

/// <summary>One change of a key's value as it was seen: the history of a charge point's configuration.</summary>
public sealed record ConfigurationChangeRow
{
    /// <summary>The row's key, given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>When it was seen, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked: for the change, or for the reading that found it.</summary>
    public required string By { get; init; }

    /// <summary>How it was seen.</summary>
    public required ConfigurationChangeKind Kind { get; init; }

    /// <summary>The value before; null when none was known.</summary>
    public string? OldValue { get; init; }

    /// <summary>The value from then on.</summary>
    public string? NewValue { get; init; }

    /// <summary>The command it came with.</summary>
    public long? CommandId { get; init; }
}

/// <summary>How a change of configuration was seen.</summary>
public enum ConfigurationChangeKind : byte
{
    /// <summary>The first time that the key was read.</summary>
    FirstRead = 1,
    /// <summary>Found when the key was read again: it was changed at the charge point or by somebody else.</summary>
    Found = 2,
    /// <summary>Asked for from here, and accepted.</summary>
    Changed = 3,
}

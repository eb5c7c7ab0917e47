namespace ChargingConsole.Core.ChargePoints;

/// <summary>
/// How one charge point has to be understood where it differs from the specification: what operators set,
/// and what was learned of it. Immutable: a change is a new row. All of it is off until somebody, or the
/// charge point itself, says otherwise.
/// </summary>
public sealed record QuirkSettings
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>Other identities under which it connects, separated by spaces.</summary>
    public string? Aliases { get; init; }

    /// <summary>Cut the connection of a charge point that no longer answers, so that it comes back.</summary>
    public bool RecycleWhenUnresponsive { get; init; }

    /// <summary>By how many minutes the times it tells without a zone are ahead of UTC; learned, or set.</summary>
    public int? TimeOffsetMinutes { get; init; }

    /// <summary>What parts a tag from what the charge point appends to it, such as the <c>_</c> of <c>04A2_1234</c>.</summary>
    public string? TagSuffixSeparator { get; init; }

    /// <summary>Find tags without regard to spaces, colons and hyphens.</summary>
    public bool IgnoreTagSeparators { get; init; }

    /// <summary>The only tag with which it lets itself be started remotely.</summary>
    public string? RemoteStartTag { get; init; }

    /// <summary>The unit of its energy values whatever they say, Wh or kWh.</summary>
    public string? EnergyUnit { get; init; }

    /// <summary>The unit of its power values whatever they say, W or kW.</summary>
    public string? PowerUnit { get; init; }

    /// <summary>What it answered NotSupported or NotImplemented to, separated by spaces (see <see cref="Capabilities"/>).</summary>
    public string? NotSupported { get; init; }

    /// <summary>The firmware of which <see cref="NotSupported"/> holds.</summary>
    public string? NotSupportedFirmware { get; init; }
}

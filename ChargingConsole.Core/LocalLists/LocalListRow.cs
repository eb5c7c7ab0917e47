namespace ChargingConsole.Core.LocalLists;

/// <summary>What is kept of a charge point's local authorisation list over restarts. Immutable: a change is a new row.</summary>
public sealed record LocalListRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <inheritdoc cref="LocalList.Version"/>
    public required int Version { get; init; }

    /// <summary>The entries as JSON.</summary>
    public required string Entries { get; init; }

    /// <inheritdoc cref="LocalList.UpdatedAt"/>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <inheritdoc cref="LocalList.ChargerVersion"/>
    public int? ChargerVersion { get; init; }

    /// <inheritdoc cref="LocalList.ChargerVersionAt"/>
    public DateTimeOffset? ChargerVersionAt { get; init; }

    /// <inheritdoc cref="LocalList.LastType"/>
    public string? LastType { get; init; }

    /// <inheritdoc cref="LocalList.LastVersion"/>
    public int? LastVersion { get; init; }

    /// <inheritdoc cref="LocalList.LastStatus"/>
    public string? LastStatus { get; init; }

    /// <inheritdoc cref="LocalList.LastAt"/>
    public DateTimeOffset? LastAt { get; init; }

    /// <inheritdoc cref="LocalList.IsUncertain"/>
    public bool IsUncertain { get; init; }

    internal static LocalListRow From(int chargePointKey, LocalList list) => new()
    {
        ChargePointKey = chargePointKey,
        Version = list.Version,
        Entries = LocalListJson.Write(list.Entries),
        UpdatedAt = list.UpdatedAt,
        ChargerVersion = list.ChargerVersion,
        ChargerVersionAt = list.ChargerVersionAt,
        LastType = list.LastType,
        LastVersion = list.LastVersion,
        LastStatus = list.LastStatus,
        LastAt = list.LastAt,
        IsUncertain = list.IsUncertain,
    };

    internal LocalList ToList() => new()
    {
        Version = Version,
        Entries = LocalListJson.Read(Entries),
        UpdatedAt = UpdatedAt,
        ChargerVersion = ChargerVersion,
        ChargerVersionAt = ChargerVersionAt,
        LastType = LastType,
        LastVersion = LastVersion,
        LastStatus = LastStatus,
        LastAt = LastAt,
        IsUncertain = IsUncertain,
    };
}

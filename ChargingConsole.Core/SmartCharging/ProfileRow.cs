namespace ChargingConsole.Core.SmartCharging;

/// <summary>A charging profile of the library, which can be installed on any charge point. Immutable: a change is a new row.</summary>
public sealed record ProfileRow
{
    /// <summary>Its number, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>The name operators gave it; no two have the same.</summary>
    public required string Name { get; init; }

    /// <summary>The profile as OCPP JSON without an id; see <see cref="Definition"/>.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it says.</summary>
    public ProfileDefinition Definition => ProfileText.Read(Profile) ?? throw new InvalidOperationException($"Charging profile {Id} cannot be read.");
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Components.Chargers;

/// <summary>Which chargers to show.</summary>
/// <param name="State">One of the words in <see cref="States"/>; null for all.</param>
/// <param name="Text">Part of the id, vendor, model, serial number, name or place; null or empty for all.</param>
public sealed record FleetFilter(string? State, string? Text)
{
    /// <summary>The order of the fleet: by id, numbers by value, and never by anything that moves.</summary>
    public static StringComparer Order { get; } = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering | System.Globalization.CompareOptions.IgnoreCase);

    /// <summary>The words a state filter may have, with what the page calls them.</summary>
    public static IReadOnlyList<(string Word, string Label)> States { get; } =
    [
        ("online", "Online"),
        ("available", "Available"),
        ("charging", "Charging"),
        ("occupied", "Occupied"),
        ("unavailable", "Unavailable"),
        ("faulted", "Faulted"),
        ("offline", "Offline"),
    ];

    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Text);

    /// <summary>Whether a charge point is shown.</summary>
    public bool Matches(ChargePointState state) => MatchesState(state) && MatchesText(state.Row);

    private bool MatchesState(ChargePointState state) => State switch
    {
        null or "" => true,
        "online" => state.IsConnected,
        // A charger with one connector broken and one in use is both.
        "charging" => state.IsConnected && state.Connectors.Values.Any(connector => connector.IsCharging),
        _ => string.Equals(state.Condition.ToString(), State, StringComparison.OrdinalIgnoreCase),
    };

    private bool MatchesText(ChargePointRow row) =>
        string.IsNullOrEmpty(Text) || Contains(row.ChargePointId) || Contains(row.Vendor) || Contains(row.Model) || Contains(row.SerialNumber) || Contains(row.Name) || Contains(row.Location);

    private bool Contains(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}

using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Resources;

namespace ChargingConsole.Components.Chargers;

/// <summary>Which chargers to show.</summary>
/// <param name="State">One of the words in <see cref="States"/>; null for all.</param>
/// <param name="Text">Part of the id, vendor, model, serial number, name, site or place; null or empty for all.</param>
/// <param name="Site">The site; null for all, empty for those without one.</param>
public sealed record FleetFilter(string? State, string? Text, string? Site = null)
{
    /// <summary>The order of the fleet: by id, numbers by value, and never by anything that moves.</summary>
    public static StringComparer Order { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>The words a state filter may have, with what the page calls them.</summary>
    public static IReadOnlyList<(string Word, string Label)> States { get; } =
    [
        ("online", Texts.Key("Online now")),
        ("available", Texts.Key("Available")),
        ("charging", Texts.Key("Charging")),
        ("occupied", Texts.Key("Occupied")),
        ("unavailable", Texts.Key("Unavailable")),
        ("faulted", Texts.Key("Faulted")),
        ("offline", Texts.Key("Offline")),
        ("maintenance", Texts.Key("Maintenance")),
    ];

    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Text) || Site is not null;

    /// <summary>Whether a charge point is shown.</summary>
    public bool Matches(ChargePointState state) => MatchesState(state) && MatchesSite(state.Row) && MatchesText(state.Row);

    private bool MatchesState(ChargePointState state) => State switch
    {
        null or "" => true,
        "online" => state.IsConnected,
        // A charger with one connector broken and one in use is both.
        "charging" => state.IsConnected && state.Connectors.Values.Any(connector => connector.IsCharging),
        _ => string.Equals(state.Condition.ToString(), State, StringComparison.OrdinalIgnoreCase),
    };

    private bool MatchesSite(ChargePointRow row) => Site is null || string.Equals(row.Site ?? "", Site, StringComparison.OrdinalIgnoreCase);

    private bool MatchesText(ChargePointRow row) =>
        string.IsNullOrEmpty(Text) || Contains(row.ChargePointId) || Contains(row.Name) || Contains(row.Site) || Contains(row.Location) || Contains(row.Vendor) || Contains(row.Model) || Contains(row.SerialNumber);

    private bool Contains(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}

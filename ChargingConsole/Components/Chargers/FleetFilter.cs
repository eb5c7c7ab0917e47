using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Resources;

namespace ChargingConsole.Components.Chargers;

/// <summary>Which chargers to show.</summary>
/// <param name="State">Words in <see cref="States"/>, separated by commas, of which one has to fit; null for all.</param>
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

    /// <summary>Whether a word is among those of a state filter.</summary>
    public static bool Has(string? state, string word)
    {
        foreach (var part in state.AsSpan().Split(','))
        {
            if (state.AsSpan(part).Trim().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A state filter with a word added or taken away, in the order of <see cref="States"/>; null when none is left.</summary>
    public static string? Toggle(string? state, string word) =>
        string.Join(',', States.Select(known => known.Word).Where(known => Has(state, known) != (known == word))) is { Length: > 0 } words ? words : null;

    private bool MatchesState(ChargePointState state)
    {
        if (string.IsNullOrEmpty(State))
        {
            return true;
        }

        foreach (var part in State.AsSpan().Split(','))
        {
            if (Fits(state, State.AsSpan(part).Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(ChargePointState state, ReadOnlySpan<char> word) => word switch
    {
        "online" => state.IsConnected,
        // A charger with one connector broken and one in use is both.
        "charging" => state.IsConnected && state.Connectors.Values.Any(connector => connector.IsCharging),
        _ => word.Equals(state.Condition.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private bool MatchesSite(ChargePointRow row) => Site is null || string.Equals(row.Site ?? "", Site, StringComparison.OrdinalIgnoreCase);

    private bool MatchesText(ChargePointRow row) =>
        string.IsNullOrEmpty(Text) || Contains(row.ChargePointId) || Contains(row.Name) || Contains(row.Site) || Contains(row.Location) || Contains(row.Vendor) || Contains(row.Model) || Contains(row.SerialNumber);

    private bool Contains(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Hosting;

/// <summary>Where the demo's stations stand: a town that could be anywhere, and the motorway beside it.</summary>
internal static class DemoSites
{
    /// <summary>How many are described; the others show what a charger looks like that nobody has named yet.</summary>
    public const int Most = 1_000;

    private static readonly (string Location, string Site, double North, double East, double Price)[] s_places =
    [
        ("Town hall, yard", "Town centre", 48.7784, 9.1800, 0.45),
        ("Market square", "Town centre", 48.7758, 9.1775, 0.45),
        ("Motorway services north", "Motorway A8", 48.8342, 9.0671, 0.69),
        ("Station road 4", "Town centre", 48.7832, 9.1815, 0.45),
        ("Harbour, pier 2", "Harbour", 48.7893, 9.2410, 0.52),
        ("Library", "Town centre", 48.7803, 9.1826, 0.45),
        ("Retail park", "Retail park", 48.7295, 9.1148, 0.49),
        ("Hotel garage", "Town centre", 48.7806, 9.1769, 0.55),
        ("Motorway services south", "Motorway A8", 48.6967, 9.1960, 0.69),
        ("Sports hall", "Harbour", 48.7949, 9.2271, 0.49),
        ("Depot, row A", "Depot", 48.7611, 9.2525, 0.31),
        ("Office car park", "Depot", 48.7585, 9.2462, 0.31),
    ];

    /// <summary>The row with what an operator would have entered.</summary>
    public static ChargePointRow Describe(ChargePointRow row, string? location, int number)
    {
        var (_, site, north, east, price) = Array.Find(s_places, place => place.Location == location) is { Location: not null } known ? known : s_places[number % s_places.Length];
        // The catalogue repeats: each round stands a little further out.
        var round = number / s_places.Length;
        var angle = number * 2.4;
        return row with
        {
            Name = round == 0 ? location : FormattableString.Invariant($"{location ?? site} {round + 1}"),
            Site = site,
            Location = location,
            Latitude = Math.Round(north + (round * 0.004 * Math.Sin(angle)), 5),
            Longitude = Math.Round(east + (round * 0.006 * Math.Cos(angle)), 5),
            PricePerKwh = price,
            Currency = "EUR",
        };
    }
}

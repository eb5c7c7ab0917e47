using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Components;

/// <summary>The fleet's map (section <c>Map</c>).</summary>
public sealed class MapOptions
{
    /// <summary>
    /// Where map tiles come from, with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>; null to draw a graticule alone. Nothing is ever
    /// fetched from elsewhere unless this says so.
    /// </summary>
    [RegularExpression(@"https?://.*\{z\}.*|/.*\{z\}.*", ErrorMessage = "Map:TileUrl is an http(s) address or a path with {z}, {x} and {y}.")]
    public string? TileUrl { get; set; }

    /// <summary>What the tiles' maker wants to be named as.</summary>
    public string? Credit { get; set; }

    /// <summary>The origin that pages must be allowed to load pictures from; null when there is none beside our own.</summary>
    internal string? Origin => TileUrl is { Length: > 0 } url && Uri.TryCreate(url.Replace("{s}", "a", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address.GetLeftPart(UriPartial.Authority)
        : null;
}

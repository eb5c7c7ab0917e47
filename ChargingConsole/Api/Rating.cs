using System.Globalization;
using System.Text.RegularExpressions;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Api;

/// <summary>A charge point's rated power and plug: as told, else guessed from a model such as "DC 30kW".</summary>
internal readonly partial record struct Rating(double? PowerKw, string? ConnectorType)
{
    public static Rating Of(ChargePointRow row)
    {
        var power = row.MaxPowerKw ?? PowerIn(row.Model);
        // Above 22 kW it charges with direct current.
        return new Rating(power, row.ConnectorType ?? (power is { } known ? known > 22 ? "CCS2" : "Type 2" : null));
    }

    private static double? PowerIn(string? model) =>
        model is not null && PowerText().Match(model) is { Success: true } match
        && double.TryParse(match.Groups[1].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var power)
        && power is > 0 and < 10_000
            ? power
            : null;

    [GeneratedRegex(@"(\d{1,5}(?:[.,]\d{1,3})?)[\s_-]*kW(?!h)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerText();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>A rated power that a model's name tells, such as "DC 30kW".</summary>
public static partial class RatedPower
{
    /// <summary>The power in kW; null when the name has none.</summary>
    public static double? Of(string? model) =>
        model is not null && PowerText().Match(model) is { Success: true } match
        && double.TryParse(match.Groups[1].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var power)
        && power is > 0 and < 10_000
            ? power
            : null;

    [GeneratedRegex(@"(\d{1,5}(?:[.,]\d{1,3})?)[\s_-]*kW(?!h)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerText();
}

using System.Globalization;

namespace ChargingConsole.Components;

/// <summary>Amounts of money as operators read them: always with the currency.</summary>
internal static class Money
{
    /// <summary>An amount.</summary>
    public static string Of(double amount, string currency) => $"{amount.ToString("N2", CultureInfo.CurrentCulture)} {currency}";

    /// <summary>Amounts in several currencies, which nobody can add.</summary>
    public static string Of(IReadOnlyDictionary<string, double>? amounts) =>
        amounts is not { Count: > 0 } ? "—" : string.Join(" + ", amounts.OrderByDescending(amount => amount.Value).Select(amount => Of(amount.Value, amount.Key)));
}

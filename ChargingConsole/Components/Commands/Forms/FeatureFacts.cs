using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>Which feature profiles a charger says it has (SupportedFeatureProfiles), as far as it was asked.</summary>
public sealed class FeatureFacts(CommandQueries commands)
{
    private const string Key = "SupportedFeatureProfiles";
    private const int Looked = 20;

    /// <summary>The profiles the charger named when it last told its configuration; null when it never did.</summary>
    public async Task<IReadOnlyList<string>?> ToldAsync(ChargePoint chargePoint)
    {
        var filter = new CommandFilter { ChargePointKey = chargePoint.Key, Action = "GetConfiguration", State = CommandState.Confirmed };
        foreach (var row in await commands.ListAsync(filter, null, Looked))
        {
            if (Told(row.Answer) is { } value)
            {
                return [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            }
        }

        return null;
    }

    /// <summary>What a charger that told these profiles lacks for a request; null when nothing is known to.</summary>
    public static string? Lack(IReadOnlyList<string>? told, FormProfile profile) =>
        told is null || profile.Profile is FeatureProfile.Core or FeatureProfile.Security || told.Contains(profile.Profile.ToString(), StringComparer.OrdinalIgnoreCase)
            ? null
            : $"The charger says it does not support this ({profile.Title}).";

    private static string? Told(string? answer)
    {
        if (answer?.Contains(Key, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            foreach (var entry in document.RootElement.GetProperty("configurationKey").EnumerateArray())
            {
                if (entry.TryGetProperty("key", out var key) && Key.Equals(key.ToString(), StringComparison.OrdinalIgnoreCase) && entry.TryGetProperty("value", out var value))
                {
                    return value.ToString();
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // What a charger told in another shape tells nothing here.
            return null;
        }
    }
}

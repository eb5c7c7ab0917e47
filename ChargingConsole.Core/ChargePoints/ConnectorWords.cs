using System.Collections.Frozen;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>The states of a connector by their words (OCPP 1.6 §7.7). Words only: an enum's own parser also takes numbers and lists.</summary>
internal static class ConnectorWords
{
    private static readonly FrozenDictionary<string, ConnectorStatus> s_words = Enum.GetValues<ConnectorStatus>()
        .Where(status => status != ConnectorStatus.Unknown)
        .ToFrozenDictionary(status => status.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The state a word means, without regard to case and surrounding space; false for every other word.</summary>
    public static bool TryParse(string word, out ConnectorStatus status) =>
        s_words.TryGetValue(word, out status) || s_words.TryGetValue(word.Trim(), out status);
}

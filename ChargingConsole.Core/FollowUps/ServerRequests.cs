namespace ChargingConsole.Core.FollowUps;

/// <summary>What the server asks of its own accord.</summary>
internal static class ServerRequests
{
    /// <summary>A TriggerMessage (OCPP 1.6 §5.17).</summary>
    public static string Trigger(string message, int? connectorId = null) => connectorId is > 0
        ? $$"""{"requestedMessage":"{{message}}","connectorId":{{connectorId}}}"""
        : $$"""{"requestedMessage":"{{message}}"}""";
}

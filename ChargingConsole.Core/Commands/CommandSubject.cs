using System.Text.Json;

namespace ChargingConsole.Core.Commands;

/// <summary>What a command is about, read from its payload, so that it can be found and matched.</summary>
internal static class CommandSubject
{
    /// <summary>
    /// Whether two people asking at once would be asking for harm. Not so with ChangeAvailability: the last word counts,
    /// and maintenance that ends and begins again must reach the charger.
    /// </summary>
    public static bool IsExclusive(string action) =>
        action is "RemoteStartTransaction" or "RemoteStopTransaction" or "Reset" or "UnlockConnector" or "UpdateFirmware" or "SignedUpdateFirmware";

    /// <summary>Fills in connector, tag and transaction from the payload.</summary>
    public static CommandRow Fill(CommandRow row)
    {
        using var document = JsonDocument.Parse(row.Request);
        var payload = document.RootElement;
        return payload.ValueKind != JsonValueKind.Object
            ? row
            : row with
            {
                ConnectorId = Integer(payload, "connectorId"),
                TransactionId = Integer(payload, "transactionId"),
                IdTag = payload.TryGetProperty("idTag", out var tag) && tag.ValueKind == JsonValueKind.String ? tag.GetString() : null,
            };
    }

    private static int? Integer(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}

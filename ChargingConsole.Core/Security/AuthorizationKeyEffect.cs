using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Security;

/// <summary>
/// Lets a charge point in with the AuthorizationKey that is sent to it, whoever sends it: from before it is sent, since
/// nobody can know when the charge point takes it up, and no longer when the charge point refuses it.
/// </summary>
internal sealed class AuthorizationKeyEffect(DoorBook book, DoorRecords records) : ICommandEffect
{
    /// <summary>The configuration key.</summary>
    public const string KeyName = "AuthorizationKey";

    /// <inheritdoc/>
    public string Action => "ChangeConfiguration";

    /// <inheritdoc/>
    public Action? Recording(ChargePoint chargePoint, CommandRow command, string payload, UnitOfWork unit) =>
        KeyIn(payload) is { Length: > 0 } key ? records.Add(chargePoint, KeyHash.Of(key, book.WasAnnounced(key)), command.RequestedBy, command.Id, unit) : null;

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.State is not (CommandState.Rejected or CommandState.NotSupported or CommandState.Error)
            || book.Of(chargePoint).Keys.FirstOrDefault(key => key.CommandId == command.Id && key.ProvenAt is null) is not { } refused)
        {
            return null;
        }

        unit.Delete(refused);
        return () => book.Take(chargePoint.Key, [], [refused]);
    }

    private static string? KeyIn(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var request = document.RootElement;
        return request.TryGetProperty("key", out var name) && name.ValueKind == JsonValueKind.String && KeyName.Equals(name.GetString()!.Trim(), StringComparison.OrdinalIgnoreCase)
            && request.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}

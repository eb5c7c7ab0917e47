using System.Globalization;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Core.Commands;

/// <summary>A payload on its way out: completed, checked against the specification, and made canonical.</summary>
internal static class OutboundPayload
{
    /// <summary>The payload as it is to be sent, or what it breaks.</summary>
    public static (string Text, IReadOnlyList<PayloadFault> Faults) Make(CommandEffects effects, ChargePoint chargePoint, OutboundAction action, string payload)
    {
        using (var told = JsonDocument.Parse(payload))
        {
            if (told.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (payload, [new("", "must be a JSON object", FrameFlags.WrongType)]);
            }

            // A vendor's data is its own affair; everywhere else this text comes from the record, and would overwrite the secret.
            if (action.Name != "DataTransfer" && PathOfHidden(told.RootElement, "") is { } path)
            {
                return (payload, [new(path, $"has {Secrets.Hidden} in the place of a secret; write it in full", FrameFlags.UnknownValue)]);
            }
        }

        var prepared = effects.Prepare(chargePoint, action.Name, payload);
        using var complete = JsonDocument.Parse(prepared);
        IReadOnlyList<PayloadFault> faults = [.. action.Check(complete.RootElement), .. effects.Check(chargePoint, action.Name, prepared)];
        return faults.Count > 0 ? (payload, faults) : (action.Canonical(complete.RootElement), faults);
    }

    private static string? PathOfHidden(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString()!.Contains(Secrets.Hidden, StringComparison.Ordinal) => path,
        JsonValueKind.Object => element.EnumerateObject().Select(member => PathOfHidden(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((item, index) => PathOfHidden(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))).FirstOrDefault(found => found is not null),
        _ => null,
    };
}

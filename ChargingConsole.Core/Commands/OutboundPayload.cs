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
        }

        using var complete = JsonDocument.Parse(effects.Prepare(chargePoint, action.Name, payload));
        var faults = action.Check(complete.RootElement);
        return faults.Count > 0 ? (payload, faults) : (action.Canonical(complete.RootElement), faults);
    }
}

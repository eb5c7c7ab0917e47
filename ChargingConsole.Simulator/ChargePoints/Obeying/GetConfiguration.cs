using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>The configuration keys, all or those asked for (OCPP 1.6 §5.8).</summary>
internal static class GetConfiguration
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        var keys = chargePoint.Configuration;
        string[] asked = [.. (call.Payload.Children("key") ?? []).Where(key => key.ValueKind == JsonValueKind.String).Select(key => key.GetString()!)];
        if (asked.Length > keys.Whole("GetConfigurationMaxKeys"))
        {
            return new Obeyed(Answer.CallError(
                CallErrorCode.OccurenceConstraintViolation, $"At most {keys["GetConfigurationMaxKeys"]} keys may be asked for at once."));
        }

        var wanted = asked.Length > 0 ? asked : keys.Names;
        var reply = new JsonObject
        {
            ["configurationKey"] = new JsonArray([.. wanted.Where(key => keys[key] is not null).Select(key => (JsonNode)Describe(keys, key))]),
        };
        string[] unknown = [.. wanted.Where(key => keys[key] is null)];
        if (unknown.Length > 0)
        {
            reply["unknownKey"] = new JsonArray([.. unknown.Select(key => (JsonNode)key!)]);
        }

        return Obeyed.With(reply);
    }

    private static JsonObject Describe(ConfigurationKeys keys, string name)
    {
        var key = keys.Find(name)!;
        var described = new JsonObject { ["key"] = name, ["readonly"] = key.IsReadOnly };
        if (!key.IsWriteOnly)
        {
            described["value"] = keys[name];
        }

        return described;
    }
}

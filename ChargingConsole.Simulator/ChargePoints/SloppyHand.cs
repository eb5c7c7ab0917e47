using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>Writes messages as careless firmware does: times without a zone, numbers that are no text, members nobody asked for.</summary>
internal static class SloppyHand
{
    /// <summary>The payload as this charge point would have written it; never so bad that its meaning is lost.</summary>
    public static ReadOnlyMemory<byte> Rewrite(string action, ReadOnlyMemory<byte> payload)
    {
        if (JsonNode.Parse(payload.Span) is not JsonObject json)
        {
            return payload;
        }

        switch (action)
        {
            case "BootNotification":
                json["iccid"] = "";
                json["hwRevision"] = "B2";
                break;
            case "StatusNotification":
                json.Remove("timestamp");
                json["vendorErrorCode"] = "0x0000";
                break;
            case "MeterValues":
                foreach (var value in json["meterValue"]!.AsArray())
                {
                    Blur(value!.AsObject());
                }

                break;
            case "StartTransaction" or "StopTransaction":
                json["timestamp"] = WithoutZone(json["timestamp"]!);
                break;
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static void Blur(JsonObject value)
    {
        value["timestamp"] = WithoutZone(value["timestamp"]!);
        foreach (var sample in value["sampledValue"]!.AsArray().Select(sample => sample!.AsObject()))
        {
            sample["value"] = double.Parse(sample["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            if (sample["unit"]?.GetValue<string>() is "Wh" or "W")
            {
                sample.Remove("unit");
            }
        }
    }

    private static string WithoutZone(JsonNode time) => time.GetValue<string>()[..19];
}

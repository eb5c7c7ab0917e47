using System.Text.Json.Nodes;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>A vendor's own messages (OCPP 1.6 §5.6): the vendor's own Ping is known here, and a message without an id.</summary>
internal static class DataTransfer
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("vendorId") is not { } vendor)
        {
            return Obeyed.Missing("vendorId");
        }

        if (vendor != chargePoint.Description.Vendor)
        {
            return Obeyed.With("UnknownVendorId");
        }

        return call.Text("messageId") switch
        {
            null => Obeyed.With("Accepted"),
            "Ping" => Obeyed.With(new JsonObject { ["status"] = "Accepted", ["data"] = call.Text("data") ?? "Pong" }),
            _ => Obeyed.With("UnknownMessageId"),
        };
    }
}

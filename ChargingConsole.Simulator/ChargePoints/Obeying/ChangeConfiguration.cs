using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Changes a configuration key (OCPP 1.6 §5.3).</summary>
internal static class ChangeConfiguration
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("key") is not { } key || call.Text("value") is not { } value)
        {
            return Obeyed.Missing("key and value");
        }

        var keys = chargePoint.Configuration;
        var before = keys[key];
        if (key == "SecurityProfile" && before is not null && value != before && !chargePoint.MayRise(before, value))
        {
            return Obeyed.With("Rejected");
        }

        var status = keys.Change(key, value);
        if (key == "SecurityProfile" && status == "Accepted" && before != value)
        {
            return Obeyed.With(status, stop => chargePoint.RiseAsync(before!, stop));
        }

        // A new password counts from a new connection on, which the charge point opens at once.
        return key == "AuthorizationKey" && status == "Accepted" && before != value
            ? Obeyed.With(status, chargePoint.ConnectAgainAsync)
            : Obeyed.With(status);
    }
}

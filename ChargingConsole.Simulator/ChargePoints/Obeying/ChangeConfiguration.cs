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
        // The security profile may only rise, never without a password, and TLS is not spoken here.
        if (key == "SecurityProfile" && keys[key] is { } present && value != present && !(value == "1" && present == "0" && keys["AuthorizationKey"] is { Length: > 0 }))
        {
            return Obeyed.With("Rejected");
        }

        var before = keys[key];
        var status = keys.Change(key, value);
        // A new password counts from a new connection on, which the charge point opens at once.
        return key == "AuthorizationKey" && status == "Accepted" && before != value
            ? Obeyed.With(status, chargePoint.ConnectAgainAsync)
            : Obeyed.With(status);
    }
}

using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Restarts the charge point (OCPP 1.6 §5.14).</summary>
internal static class Reset
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call) => call.Text("type") switch
    {
        null => Obeyed.Missing("type"),
        // Cutting the power in the middle of an installation would brick a real one.
        "Soft" or "Hard" when chargePoint.Firmware.IsInstalling => Obeyed.With("Rejected"),
        "Soft" => Obeyed.With("Accepted", stop => ResetAsync(chargePoint, "SoftReset", stop)),
        "Hard" => Obeyed.With("Accepted", stop => ResetAsync(chargePoint, "HardReset", stop)),
        var other => Obeyed.Impossible("type", other),
    };

    private static async Task ResetAsync(VirtualChargePoint chargePoint, string reason, CancellationToken stop)
    {
        // §5.14: only a soft reset says goodbye to the transactions before it restarts.
        if (reason == "HardReset")
        {
            chargePoint.HoldTransactionMessages();
        }

        foreach (var connector in chargePoint.Connectors)
        {
            var stopped = chargePoint.EndTransaction(connector, reason, idTag: null);
            if (reason == "SoftReset")
            {
                await chargePoint.SettleAsync(stopped, stop).ConfigureAwait(false);
            }
        }

        await chargePoint.RebootAsync(stop).ConfigureAwait(false);
        await chargePoint.TellSecurityEventAsync("ResetOrReboot", reason, stop).ConfigureAwait(false);
    }
}

using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Takes the certificate that was asked for with SignCertificate (security extension).</summary>
internal static class CertificateSigned
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("certificateChain") is not { } chain)
        {
            return Obeyed.Missing("certificateChain");
        }

        return chargePoint.OwnCertificate.Take(chain)
            ? Obeyed.With("Accepted", chargePoint.Configuration["SecurityProfile"] == "3" ? chargePoint.ConnectAgainAsync : null)
            : Obeyed.With("Rejected", stop => chargePoint.TellSecurityEventAsync("InvalidChargePointCertificate", null, stop));
    }
}

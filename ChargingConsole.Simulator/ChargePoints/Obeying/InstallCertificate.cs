using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Installs a root certificate (security extension).</summary>
internal static class InstallCertificate
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("certificateType") is not { } use || call.Text("certificate") is not { } pem)
        {
            return Obeyed.Missing("certificateType and certificate");
        }

        if (use is not ("CentralSystemRootCertificate" or "ManufacturerRootCertificate"))
        {
            return Obeyed.Impossible("certificateType", use);
        }

        var status = chargePoint.Certificates.Install(use, pem);
        return status == "Rejected" && use == "CentralSystemRootCertificate"
            ? Obeyed.With(status, stop => chargePoint.TellSecurityEventAsync("InvalidCentralSystemCertificate", null, stop))
            : Obeyed.With(status);
    }
}

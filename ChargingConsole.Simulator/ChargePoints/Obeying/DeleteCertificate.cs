using ChargingConsole.Simulator.ChargePoints.Security;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Takes a root certificate out (security extension).</summary>
internal static class DeleteCertificate
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Child("certificateHashData") is not { } json || CertificateHash.Read(json) is not { } hash)
        {
            return Obeyed.Missing("certificateHashData with hashAlgorithm, issuerNameHash, issuerKeyHash and serialNumber");
        }

        return Obeyed.With(chargePoint.Certificates.Delete(hash) ? "Accepted" : "NotFound");
    }
}

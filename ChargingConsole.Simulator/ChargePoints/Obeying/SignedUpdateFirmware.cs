using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.ChargePoints.Security;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Downloads, verifies and installs a firmware (security extension).</summary>
internal static class SignedUpdateFirmware
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("requestId") is not { } id || call.Child("firmware") is not { } firmware
            || firmware.Text("location") is not { } location || firmware.Time("retrieveDateTime") is not { } retrieveAt
            || firmware.Text("signingCertificate") is not { } pem || firmware.Text("signature") is not { } signature)
        {
            return Obeyed.Missing("requestId and firmware with location, retrieveDateTime, signingCertificate and signature");
        }

        if (CertificateStore.Read(pem) is not { } certificate || !chargePoint.Certificates.Trusts(certificate))
        {
            return Obeyed.With("InvalidCertificate", stop => chargePoint.TellSecurityEventAsync("InvalidFirmwareSigningCertificate", location, stop));
        }

        if (chargePoint.Firmware.IsInstalling)
        {
            return Obeyed.With("Rejected");
        }

        var order = new FirmwareOrder
        {
            Location = location,
            RetrieveAt = retrieveAt,
            InstallAt = firmware.Time("installDateTime"),
            Retries = call.Number("retries") ?? 0,
            RetryInterval = TimeSpan.FromSeconds(Math.Max(0, call.Number("retryInterval") ?? 0)),
            RequestId = id,
            Signature = new FirmwareSignature(certificate, signature),
        };
        return Obeyed.With(
            chargePoint.Firmware.IsUnderWay ? "AcceptedCanceled" : "Accepted", stop => chargePoint.Firmware.RunAsync(order, stop));
    }
}

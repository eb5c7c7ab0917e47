using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>What the central system may ask for, by action; one table for all charge points.</summary>
internal static class CentralSystemCalls
{
    private static readonly Dictionary<string, Entry> s_byAction = new(StringComparer.Ordinal)
    {
        ["CancelReservation"] = new(CancelReservation.Take, ChargePointFeatures.Reservation),
        ["CertificateSigned"] = new(CertificateSigned.Take, ChargePointFeatures.Security),
        ["ChangeAvailability"] = new(ChangeAvailability.Take),
        ["ChangeConfiguration"] = new(ChangeConfiguration.Take),
        ["ClearCache"] = new(ClearCache.Take),
        ["ClearChargingProfile"] = new(ClearChargingProfile.Take, ChargePointFeatures.SmartCharging),
        ["DataTransfer"] = new(DataTransfer.Take),
        ["DeleteCertificate"] = new(DeleteCertificate.Take, ChargePointFeatures.Security),
        ["ExtendedTriggerMessage"] = new(ExtendedTriggerMessage.Take, ChargePointFeatures.Security),
        ["GetCompositeSchedule"] = new(GetCompositeSchedule.Take, ChargePointFeatures.SmartCharging),
        ["GetConfiguration"] = new(GetConfiguration.Take),
        ["GetDiagnostics"] = new(GetDiagnostics.Take, ChargePointFeatures.FirmwareManagement),
        ["GetInstalledCertificateIds"] = new(GetInstalledCertificateIds.Take, ChargePointFeatures.Security),
        ["GetLocalListVersion"] = new(GetLocalListVersion.Take, ChargePointFeatures.LocalAuthListManagement),
        ["GetLog"] = new(GetLog.Take, ChargePointFeatures.Security),
        ["InstallCertificate"] = new(InstallCertificate.Take, ChargePointFeatures.Security),
        ["RemoteStartTransaction"] = new(RemoteStartTransaction.Take),
        ["RemoteStopTransaction"] = new(RemoteStopTransaction.Take),
        ["ReserveNow"] = new(ReserveNow.Take, ChargePointFeatures.Reservation),
        ["Reset"] = new(Reset.Take),
        ["SendLocalList"] = new(SendLocalList.Take, ChargePointFeatures.LocalAuthListManagement),
        ["SetChargingProfile"] = new(SetChargingProfile.Take, ChargePointFeatures.SmartCharging),
        ["SignedUpdateFirmware"] = new(SignedUpdateFirmware.Take, ChargePointFeatures.Security),
        ["TriggerMessage"] = new(TriggerMessage.Take, ChargePointFeatures.RemoteTrigger),
        ["UnlockConnector"] = new(UnlockConnector.Take),
        ["UpdateFirmware"] = new(UpdateFirmware.Take, ChargePointFeatures.FirmwareManagement),
    };

    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (!s_byAction.TryGetValue(call.Action, out var entry) || !chargePoint.Description.Features.HasFlag(entry.Needs))
        {
            return chargePoint.Description.KnowsCoreOnly || !ActionNames.IsKnown(call.Action)
                ? new Obeyed(Answer.CallError(CallErrorCode.NotImplemented, $"{call.Action} is not known."))
                : new Obeyed(Answer.CallError(CallErrorCode.NotSupported, $"{call.Action} is not supported by this charge point."));
        }

        return entry.Take(chargePoint, call);
    }

    private sealed record Entry(Func<VirtualChargePoint, InboundCall, Obeyed> Take, ChargePointFeatures Needs = ChargePointFeatures.None);
}

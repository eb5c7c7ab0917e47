using System.Collections.Frozen;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>Every request the central system may send (OCPP 1.6 §5 and the security white paper).</summary>
public static class OutboundActions
{
    private static readonly FrozenDictionary<string, OutboundAction> s_byName;

    static OutboundActions()
    {
        All =
        [
            OutboundAction.Of<ChangeAvailabilityRequest, ChangeAvailabilityResponse>(FeatureProfile.Core),
            OutboundAction.Of<ChangeConfigurationRequest, ChangeConfigurationResponse>(FeatureProfile.Core),
            OutboundAction.Of<ClearCacheRequest, ClearCacheResponse>(FeatureProfile.Core),
            OutboundAction.Of<DataTransferRequest, DataTransferResponse>(FeatureProfile.Core, isSlow: true),
            OutboundAction.Of<GetConfigurationRequest, GetConfigurationResponse>(FeatureProfile.Core, isSlow: true),
            OutboundAction.Of<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(FeatureProfile.Core),
            OutboundAction.Of<RemoteStopTransactionRequest, RemoteStopTransactionResponse>(FeatureProfile.Core),
            OutboundAction.Of<ResetRequest, ResetResponse>(FeatureProfile.Core),
            OutboundAction.Of<UnlockConnectorRequest, UnlockConnectorResponse>(FeatureProfile.Core),
            OutboundAction.Of<GetDiagnosticsRequest, GetDiagnosticsResponse>(FeatureProfile.FirmwareManagement, isSlow: true),
            OutboundAction.Of<UpdateFirmwareRequest, UpdateFirmwareResponse>(FeatureProfile.FirmwareManagement),
            OutboundAction.Of<GetLocalListVersionRequest, GetLocalListVersionResponse>(FeatureProfile.LocalAuthListManagement),
            OutboundAction.Of<SendLocalListRequest, SendLocalListResponse>(FeatureProfile.LocalAuthListManagement, isSlow: true),
            OutboundAction.Of<CancelReservationRequest, CancelReservationResponse>(FeatureProfile.Reservation),
            OutboundAction.Of<ReserveNowRequest, ReserveNowResponse>(FeatureProfile.Reservation),
            OutboundAction.Of<ClearChargingProfileRequest, ClearChargingProfileResponse>(FeatureProfile.SmartCharging),
            OutboundAction.Of<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(FeatureProfile.SmartCharging),
            OutboundAction.Of<SetChargingProfileRequest, SetChargingProfileResponse>(FeatureProfile.SmartCharging),
            OutboundAction.Of<TriggerMessageRequest, TriggerMessageResponse>(FeatureProfile.RemoteTrigger),
            OutboundAction.Of<CertificateSignedRequest, CertificateSignedResponse>(FeatureProfile.Security),
            OutboundAction.Of<DeleteCertificateRequest, DeleteCertificateResponse>(FeatureProfile.Security),
            OutboundAction.Of<ExtendedTriggerMessageRequest, ExtendedTriggerMessageResponse>(FeatureProfile.Security),
            OutboundAction.Of<GetInstalledCertificateIdsRequest, GetInstalledCertificateIdsResponse>(FeatureProfile.Security),
            OutboundAction.Of<GetLogRequest, GetLogResponse>(FeatureProfile.Security),
            OutboundAction.Of<InstallCertificateRequest, InstallCertificateResponse>(FeatureProfile.Security),
            OutboundAction.Of<SignedUpdateFirmwareRequest, SignedUpdateFirmwareResponse>(FeatureProfile.Security),
        ];
        s_byName = All.ToFrozenDictionary(action => action.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them, by profile.</summary>
    public static IReadOnlyList<OutboundAction> All { get; }

    /// <summary>The action of that name, in whatever case; null when it is not the central system's to send.</summary>
    public static OutboundAction? Find(string name) => s_byName.GetValueOrDefault(name);
}

using ChargingConsole.Core.Ocpp.V16.Handlers;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>The action table: every CALL of a charge point that is answered.</summary>
internal sealed class CallRoutes(
    AuthorizeHandler authorize,
    BootNotificationHandler bootNotification,
    DataTransferHandler dataTransfer,
    DiagnosticsStatusNotificationHandler diagnosticsStatus,
    FirmwareStatusNotificationHandler firmwareStatus,
    HeartbeatHandler heartbeat,
    LogStatusNotificationHandler logStatus,
    MeterValuesHandler meterValues,
    SignedFirmwareStatusNotificationHandler signedFirmwareStatus,
    SecurityEventNotificationHandler securityEventNotification,
    SignCertificateHandler signCertificate,
    StartTransactionHandler startTransaction,
    StatusNotificationHandler statusNotification,
    StopTransactionHandler stopTransaction)
{
    /// <summary>The lines of the table.</summary>
    public IEnumerable<CallRoute> All { get; } =
    [
        new CallRoute<AuthorizeRequest, AuthorizeResponse>(authorize, OcppJson.Default.AuthorizeRequest, OcppJson.Default.AuthorizeResponse, Strictness.ByTheBook),
        new CallRoute<BootNotificationRequest, BootNotificationResponse>(bootNotification, OcppJson.Default.BootNotificationRequest, OcppJson.Default.BootNotificationResponse, Strictness.ByTheBook),
        new CallRoute<DataTransferRequest, DataTransferResponse>(dataTransfer, OcppJson.Default.DataTransferRequest, OcppJson.Default.DataTransferResponse, Strictness.ByTheBook),
        new CallRoute<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>(diagnosticsStatus, OcppJson.Default.DiagnosticsStatusNotificationRequest, OcppJson.Default.DiagnosticsStatusNotificationResponse, Strictness.Tolerant),
        new CallRoute<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>(firmwareStatus, OcppJson.Default.FirmwareStatusNotificationRequest, OcppJson.Default.FirmwareStatusNotificationResponse, Strictness.Tolerant),
        new CallRoute<HeartbeatRequest, HeartbeatResponse>(heartbeat, OcppJson.Default.HeartbeatRequest, OcppJson.Default.HeartbeatResponse, Strictness.Tolerant),
        new CallRoute<LogStatusNotificationRequest, LogStatusNotificationResponse>(logStatus, OcppJson.Default.LogStatusNotificationRequest, OcppJson.Default.LogStatusNotificationResponse, Strictness.Tolerant),
        new CallRoute<MeterValuesRequest, MeterValuesResponse>(meterValues, OcppJson.Default.MeterValuesRequest, OcppJson.Default.MeterValuesResponse, Strictness.Tolerant),
        new CallRoute<SignedFirmwareStatusNotificationRequest, SignedFirmwareStatusNotificationResponse>(signedFirmwareStatus, OcppJson.Default.SignedFirmwareStatusNotificationRequest, OcppJson.Default.SignedFirmwareStatusNotificationResponse, Strictness.Tolerant),
        new CallRoute<SecurityEventNotificationRequest, SecurityEventNotificationResponse>(securityEventNotification, OcppJson.Default.SecurityEventNotificationRequest, OcppJson.Default.SecurityEventNotificationResponse, Strictness.ByTheBook),
        new CallRoute<SignCertificateRequest, SignCertificateResponse>(signCertificate, OcppJson.Default.SignCertificateRequest, OcppJson.Default.SignCertificateResponse, Strictness.ByTheBook),
        new CallRoute<StartTransactionRequest, StartTransactionResponse>(startTransaction, OcppJson.Default.StartTransactionRequest, OcppJson.Default.StartTransactionResponse, Strictness.Tolerant),
        new CallRoute<StatusNotificationRequest, StatusNotificationResponse>(statusNotification, OcppJson.Default.StatusNotificationRequest, OcppJson.Default.StatusNotificationResponse, Strictness.Tolerant),
        new CallRoute<StopTransactionRequest, StopTransactionResponse>(stopTransaction, OcppJson.Default.StopTransactionRequest, OcppJson.Default.StopTransactionResponse, Strictness.Tolerant),
    ];
}

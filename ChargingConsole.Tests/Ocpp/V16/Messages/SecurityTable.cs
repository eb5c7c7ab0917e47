namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the security white paper.</summary>
internal static class SecurityTable
{
    public static Message[] Messages { get; } =
    [
        new("CertificateSignedRequest", Way.ToCharger, """
            certificateChain*: text10000
            """),
        new("CertificateSignedResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("DeleteCertificateRequest", Way.ToCharger, """
            certificateHashData*: {CertificateHashData}
            """),
        new("DeleteCertificateResponse", Way.ToCharger, """
            status*: Accepted|Failed|NotFound
            """),
        new("ExtendedTriggerMessageRequest", Way.ToCharger, """
            requestedMessage*: BootNotification|LogStatusNotification|FirmwareStatusNotification|Heartbeat|MeterValues
                |SignChargePointCertificate|StatusNotification
            connectorId: integer>=0
            """),
        new("ExtendedTriggerMessageResponse", Way.ToCharger, """
            status*: Accepted|Rejected|NotImplemented
            """),
        new("GetInstalledCertificateIdsRequest", Way.ToCharger, """
            certificateType*: CentralSystemRootCertificate|ManufacturerRootCertificate
            """),
        new("GetInstalledCertificateIdsResponse", Way.ToCharger, """
            certificateHashData: [{CertificateHashData}]+
            status*: Accepted|NotFound
            """),
        new("GetLogRequest", Way.ToCharger, """
            log*: {LogParameters}
            logType*: DiagnosticsLog|SecurityLog
            requestId*: integer
            retries: integer>=0
            retryInterval: integer>=0
            """),
        new("GetLogResponse", Way.ToCharger, """
            status*: Accepted|Rejected|AcceptedCanceled
            filename: text255
            """),
        new("InstallCertificateRequest", Way.ToCharger, """
            certificateType*: CentralSystemRootCertificate|ManufacturerRootCertificate
            certificate*: text5500
            """),
        new("InstallCertificateResponse", Way.ToCharger, """
            status*: Accepted|Failed|Rejected
            """),
        new("LogStatusNotificationRequest", Way.FromCharger, """
            status*: BadMessage|Idle|NotSupportedOperation|PermissionDenied|Uploaded|UploadFailure|Uploading
            requestId: integer
            """),
        new("LogStatusNotificationResponse", Way.FromCharger, ""),
        new("SecurityEventNotificationRequest", Way.FromCharger, """
            type*: text50
            timestamp*: time
            techInfo: text255
            """),
        new("SecurityEventNotificationResponse", Way.FromCharger, ""),
        new("SignCertificateRequest", Way.FromCharger, """
            csr*: text5500
            """),
        new("SignCertificateResponse", Way.FromCharger, """
            status*: Accepted|Rejected
            """),
        new("SignedFirmwareStatusNotificationRequest", Way.FromCharger, """
            status*: Downloaded|DownloadFailed|Downloading|DownloadScheduled|DownloadPaused|Idle|InstallationFailed|Installing
                |Installed|InstallRebooting|InstallScheduled|InstallVerificationFailed|InvalidSignature|SignatureVerified
            requestId: integer
            """),
        new("SignedFirmwareStatusNotificationResponse", Way.FromCharger, ""),
        new("SignedUpdateFirmwareRequest", Way.ToCharger, """
            retries: integer>=0
            retryInterval: integer>=0
            requestId*: integer
            firmware*: {Firmware}
            """),
        new("SignedUpdateFirmwareResponse", Way.ToCharger, """
            status*: Accepted|Rejected|AcceptedCanceled|InvalidCertificate|RevokedCertificate
            """),
    ];

    public static Shape[] Shapes { get; } =
    [
        new("CertificateHashData", """
            hashAlgorithm*: SHA256|SHA384|SHA512
            issuerNameHash*: text128
            issuerKeyHash*: text128
            serialNumber*: text40
            """),
        new("LogParameters", """
            remoteLocation*: text512
            oldestTimestamp: time
            latestTimestamp: time
            """),
        new("Firmware", """
            location*: text512
            retrieveDateTime*: time
            installDateTime: time
            signingCertificate*: text5500
            signature*: text800
            """),
    ];
}

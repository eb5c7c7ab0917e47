namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the firmware management profile.</summary>
internal static class FirmwareTable
{
    public static Message[] Messages { get; } =
    [
        new("DiagnosticsStatusNotificationRequest", Way.FromCharger, """
            status*: Idle|Uploaded|UploadFailed|Uploading
            """),
        new("DiagnosticsStatusNotificationResponse", Way.FromCharger, ""),
        new("FirmwareStatusNotificationRequest", Way.FromCharger, """
            status*: Downloaded|DownloadFailed|Downloading|Idle|InstallationFailed|Installing|Installed
            """),
        new("FirmwareStatusNotificationResponse", Way.FromCharger, ""),
        new("GetDiagnosticsRequest", Way.ToCharger, """
            location*: uri
            retries: integer>=0
            retryInterval: integer>=0
            startTime: time
            stopTime: time
            """),
        new("GetDiagnosticsResponse", Way.ToCharger, """
            fileName: text255
            """),
        new("UpdateFirmwareRequest", Way.ToCharger, """
            location*: uri
            retries: integer>=0
            retrieveDate*: time
            retryInterval: integer>=0
            """),
        new("UpdateFirmwareResponse", Way.ToCharger, ""),
    ];
}

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the FirmwareManagement and RemoteTrigger profiles (OCPP 1.6 §5.8, §5.17, §5.19).</summary>
internal static class DeviceForms
{
    public static ActionForm UpdateFirmware { get; } = new("UpdateFirmware", "Update firmware", "Let the charger fetch and install firmware.",
        new("location", "From", FieldKind.Text) { Help = "The address of the file, such as https://host/file." },
        new("retrieveDate", "Fetched from", FieldKind.Moment) { Help = "The charger fetches the file at this time or later.", Start = start => FormTimes.Wire(start.Now) },
        Retries,
        RetryInterval);

    public static ActionForm GetDiagnostics { get; } = new("GetDiagnostics", "Get diagnostics", "Let the charger upload its diagnostics.",
        new("location", "To", FieldKind.Text) { Help = "The address of the folder, such as ftp://host/path or https://host/path." },
        Retries,
        RetryInterval,
        new("startTime", "Oldest entry", FieldKind.Moment) { IsOptional = true },
        new("stopTime", "Newest entry", FieldKind.Moment) { IsOptional = true });

    public static ActionForm TriggerMessage { get; } = new("TriggerMessage", "Trigger message", "Let the charger send a message now.",
        new("requestedMessage", "Message", FieldKind.Choice)
        {
            Start = _ => "StatusNotification",
            Choices =
            [
                new("StatusNotification", "the state of a connector"), new("MeterValues", "what the meter says"), new("Heartbeat", "a sign of life"), new("BootNotification", "who it is"),
                new("FirmwareStatusNotification", "how its update goes"), new("DiagnosticsStatusNotification", "how its upload goes"),
            ],
        },
        Connector);

    /// <summary>How often to try again.</summary>
    public static FormField Retries => new("retries", "Tries again", FieldKind.Count) { IsOptional = true, Unit = "times" };

    /// <summary>How long to wait before that.</summary>
    public static FormField RetryInterval => new("retryInterval", "Waits between tries", FieldKind.Count) { IsOptional = true, Unit = "s" };

    /// <summary>The connector a message is about.</summary>
    public static FormField Connector => new("connectorId", "Connector", FieldKind.Connector) { IsOptional = true, Help = "Where the message is about one; left out, about all." };
}

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the security extension (OCA white paper, edition 3, §5).</summary>
internal static class SecurityForms
{
    private static readonly FieldChoice[] s_roots =
    [
        new("CentralSystemRootCertificate", "to know this console by"),
        new("ManufacturerRootCertificate", "to know firmware by"),
    ];

    public static IReadOnlyList<ActionForm> All { get; } =
    [
        new("ExtendedTriggerMessage", "Trigger message (extended)", "Let the charger send a message now, also those of the security extension.",
            new("requestedMessage", "Message", FieldKind.Choice)
            {
                Start = _ => "StatusNotification",
                Choices =
                [
                    new("StatusNotification", "the state of a connector"), new("MeterValues", "what the meter says"), new("Heartbeat", "a sign of life"), new("BootNotification", "who it is"),
                    new("FirmwareStatusNotification", "how its update goes"), new("LogStatusNotification", "how its upload goes"), new("SignChargePointCertificate", "ask for a new certificate"),
                ],
            },
            DeviceForms.Connector),
        new("GetLog", "Get log", "Let the charger upload its diagnostics or security log.",
            new("logType", "Log", FieldKind.Choice) { Choices = [new("DiagnosticsLog", "what it did"), new("SecurityLog", "what concerned its security")], Start = _ => "DiagnosticsLog" },
            RequestId,
            DeviceForms.Retries,
            DeviceForms.RetryInterval,
            new("log", "Upload", FieldKind.Group)
            {
                Fields =
                [
                    new("remoteLocation", "To", FieldKind.Text) { MaxLength = 512, Help = "The address of the folder, such as https://host/path." },
                    new("oldestTimestamp", "Oldest entry", FieldKind.Moment) { IsOptional = true },
                    new("latestTimestamp", "Newest entry", FieldKind.Moment) { IsOptional = true },
                ],
            }),
        new("GetInstalledCertificateIds", "Get installed certificate ids", "Read which root certificates the charger has.", CertificateType),
        new("InstallCertificate", "Install certificate", "Give the charger a root certificate.",
            CertificateType,
            new("certificate", "Certificate", FieldKind.LongText) { MaxLength = 5500, Help = "In PEM, with its first and last line." }),
        new("DeleteCertificate", "Delete certificate", "Remove a root certificate from the charger.",
            new FormField("certificateHashData", "Certificate", FieldKind.Group)
            {
                Help = "As Get installed certificate ids tells it.",
                Fields =
                [
                    new("hashAlgorithm", "Hash", FieldKind.Choice) { Choices = [new("SHA256", ""), new("SHA384", ""), new("SHA512", "")], Start = _ => "SHA256" },
                    new("issuerNameHash", "Issuer name hash", FieldKind.Text) { MaxLength = 128 },
                    new("issuerKeyHash", "Issuer key hash", FieldKind.Text) { MaxLength = 128 },
                    new("serialNumber", "Serial number", FieldKind.Text) { MaxLength = 40 },
                ],
            }),
        new("CertificateSigned", "Certificate signed", "Give the charger the certificate that it asked for.",
            new FormField("certificateChain", "Certificate chain", FieldKind.LongText) { MaxLength = 10_000, Help = "In PEM: the charger's certificate first, then those that signed it." }),
        new("SignedUpdateFirmware", "Update firmware (signed)", "Let the charger fetch firmware, check its signature, and install it.",
            RequestId,
            DeviceForms.Retries,
            DeviceForms.RetryInterval,
            new("firmware", "Firmware", FieldKind.Group)
            {
                Fields =
                [
                    new("location", "From", FieldKind.Text) { MaxLength = 512, Help = "The address of the file, such as https://host/file." },
                    new("retrieveDateTime", "Fetched from", FieldKind.Moment) { Start = start => FormTimes.Wire(start.Now) },
                    new("installDateTime", "Installed from", FieldKind.Moment) { IsOptional = true },
                    new("signingCertificate", "Signing certificate", FieldKind.LongText) { MaxLength = 5500, Help = "In PEM." },
                    new("signature", "Signature", FieldKind.LongText) { MaxLength = 800, Help = "In base64." },
                ],
            }),
    ];

    private static FormField CertificateType => new("certificateType", "Type", FieldKind.Choice) { Choices = s_roots, Start = _ => "CentralSystemRootCertificate" };

    private static FormField RequestId => new("requestId", "Request id", FieldKind.Count)
    {
        Help = "What the charger's messages about its progress are matched by.",
        Start = start => FormTimes.NewId(start.Now),
    };
}

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the Core profile (OCPP 1.6 §5.2 to §5.18).</summary>
internal static class CoreForms
{
    public static IReadOnlyList<ActionForm> All { get; } =
    [
        new("RemoteStartTransaction", "Start", "Begin a session for a tag.",
            new("connectorId", "Connector", FieldKind.Connector) { IsOptional = true, Help = "Left out, the charger chooses.", Start = start => FirstFree(start) },
            new("idTag", "Id tag", FieldKind.IdTag) { MaxLength = 20, Help = "For whom to charge." },
            SmartChargingForms.Profile("chargingProfile", "Charging profile") with { IsOptional = true, Help = "A limit for this session alone; its purpose must be TxProfile." }),
        new("RemoteStopTransaction", "Stop", "End a session.",
            new FormField("transactionId", "Session", FieldKind.Session) { Start = start => OnlySession(start) }),
        new("UnlockConnector", "Unlock", "Open the lock that holds a cable.",
            new FormField("connectorId", "Connector", FieldKind.Connector) { Help = "A session on it ends first.", Start = _ => 1 }),
        new("ChangeAvailability", "Change availability", "Put a connector or the whole charger out of operation, or back into it.",
            new("connectorId", "Connector", FieldKind.Connector) { HasStation = true, Start = _ => 0 },
            new("type", "To", FieldKind.Choice)
            {
                Choices = [new("Inoperative", "out of operation"), new("Operative", "into operation")],
                Help = "Where a session runs, it takes effect when the session has ended.",
            }),
        new("Reset", "Reset", "Restart the charger.",
            new FormField("type", "Kind", FieldKind.Choice)
            {
                Choices = [new("Soft", "ends sessions in order, then restarts"), new("Hard", "restarts at once")],
                Start = _ => "Soft",
            }),
        new("GetConfiguration", "Get configuration", "Read the charger's configuration keys.",
            new FormField("key", "Keys", FieldKind.List)
            {
                IsOptional = true,
                Help = "Without any, all keys are read.",
                Fields = [new("", "Key", FieldKind.ConfigurationKey) { MaxLength = 50 }],
            }),
        new("ChangeConfiguration", "Change configuration", "Set one configuration key.",
            new("key", "Key", FieldKind.ConfigurationKey) { MaxLength = 50 },
            new("value", "Value", FieldKind.Text) { MaxLength = 500, MayBeEmpty = true, Start = _ => "", Help = "As text, also for numbers and true or false. Empty is a value too." }),
        new("ClearCache", "Clear cache", "Let the charger forget the tags it remembers from earlier sessions."),
        new("DataTransfer", "Data transfer", "Send a message of the vendor's own.",
            new("vendorId", "Vendor id", FieldKind.Text) { MaxLength = 255, Help = "Tells whose message it is, often a reversed domain name." },
            new("messageId", "Message id", FieldKind.Text) { MaxLength = 50, IsOptional = true },
            new("data", "Data", FieldKind.LongText) { IsOptional = true, Help = "Text without a given length or form." }),
    ];

    private static int FirstFree(FormStart start) =>
        start.ChargePoint.State.Connectors.Values.FirstOrDefault(connector => connector.IsFree)?.ConnectorId ?? 1;

    private static int? OnlySession(FormStart start) =>
        start.ChargePoint.State.Connectors.Values.Select(connector => connector.Transaction).OfType<Core.Charging.TransactionRow>().ToArray() is [var session] ? session.Id : null;
}

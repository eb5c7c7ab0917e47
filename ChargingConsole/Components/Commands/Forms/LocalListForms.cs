namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the LocalAuthListManagement profile (OCPP 1.6 §5.10, §5.15).</summary>
internal static class LocalListForms
{
    public static IReadOnlyList<ActionForm> All { get; } =
    [
        new("GetLocalListVersion", "Get local list version", "Read the version of the list of tags that the charger keeps."),
        new("SendLocalList", "Send local list", "Send the tags that the charger may judge by itself.",
            new("listVersion", "Version", FieldKind.Count) { Help = "The version the charger has afterwards.", Start = _ => 1 },
            new("updateType", "Update", FieldKind.Choice)
            {
                Choices = [new("Full", "replaces the whole list"), new("Differential", "changes only these tags")],
                Start = _ => "Full",
            },
            new("localAuthorizationList", "Tags", FieldKind.List)
            {
                IsOptional = true,
                Help = "A full update without tags empties the list.",
                Fields =
                [
                    new("", "Tag", FieldKind.Group)
                    {
                        Fields =
                        [
                            new("idTag", "Id tag", FieldKind.IdTag) { MaxLength = 20 },
                            new("idTagInfo", "Authorization", FieldKind.Group)
                            {
                                IsOptional = true,
                                Start = _ => new System.Text.Json.Nodes.JsonObject { ["status"] = "Accepted" },
                                Help = "Left out in a differential update, the tag leaves the list.",
                                Fields =
                                [
                                    new("status", "Status", FieldKind.Choice)
                                    {
                                        Start = _ => "Accepted",
                                        Choices =
                                        [
                                            new("Accepted", "may charge"), new("Blocked", "is blocked"), new("Expired", "has expired"),
                                            new("Invalid", "is unknown"), new("ConcurrentTx", "charges elsewhere"),
                                        ],
                                    },
                                    new("expiryDate", "Expires", FieldKind.Moment) { IsOptional = true },
                                    new("parentIdTag", "Group", FieldKind.IdTag) { MaxLength = 20, IsOptional = true },
                                ],
                            },
                        ],
                    },
                ],
            }),
    ];
}

using System.Text.Json.Nodes;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the SmartCharging profile (OCPP 1.6 §5.5, §5.7, §5.16).</summary>
internal static class SmartChargingForms
{
    private static readonly FieldChoice[] s_units = [new("A", "ampere per phase"), new("W", "watt in total")];

    private static readonly FieldChoice[] s_purposes =
    [
        new("ChargePointMaxProfile", "limits the whole charger"),
        new("TxDefaultProfile", "limits every session"),
        new("TxProfile", "limits one session"),
    ];

    public static IReadOnlyList<ActionForm> All { get; } =
    [
        new("SetChargingProfile", "Set charging profile", "Limit the power or the current over time.",
            new("connectorId", "Connector", FieldKind.Connector) { HasStation = true, Start = _ => 0 },
            Profile("csChargingProfiles", "Charging profile")),
        new("ClearChargingProfile", "Clear charging profile", "Remove charging profiles.",
            new("id", "Profile id", FieldKind.Count) { IsOptional = true, Help = "Only this one; the rest then does not count." },
            new("connectorId", "Connector", FieldKind.Connector) { IsOptional = true, HasStation = true },
            new("chargingProfilePurpose", "Purpose", FieldKind.Choice) { IsOptional = true, Choices = s_purposes },
            new("stackLevel", "Stack level", FieldKind.Count) { IsOptional = true }),
        new("GetCompositeSchedule", "Get composite schedule", "Ask what the charger will allow, all its limits taken together.",
            new("connectorId", "Connector", FieldKind.Connector) { HasStation = true, Start = _ => 0 },
            new("duration", "For the next", FieldKind.Count) { Unit = "s", Start = _ => 86_400 },
            new("chargingRateUnit", "In", FieldKind.Choice) { IsOptional = true, Choices = s_units }),
    ];

    /// <summary>A charging profile with its schedule.</summary>
    public static FormField Profile(string member, string label) => new(member, label, FieldKind.Group)
    {
        Fields =
        [
            new("chargingProfileId", "Profile id", FieldKind.Count) { Start = _ => 1, Help = "A profile with the same id is replaced." },
            new("transactionId", "Session", FieldKind.Session) { IsOptional = true, Help = "Only for a TxProfile." },
            new("stackLevel", "Stack level", FieldKind.Count) { Start = _ => 0, Help = "Where several apply, the highest level counts." },
            new("chargingProfilePurpose", "Purpose", FieldKind.Choice) { Choices = s_purposes, Start = _ => member == "chargingProfile" ? "TxProfile" : "TxDefaultProfile" },
            new("chargingProfileKind", "Kind", FieldKind.Choice)
            {
                Choices = [new("Absolute", "from a point in time"), new("Recurring", "every day or week"), new("Relative", "from the start of a session")],
                Start = _ => "Relative",
            },
            new("recurrencyKind", "Repeats", FieldKind.Choice) { IsOptional = true, Choices = [new("Daily", "every day"), new("Weekly", "every week")] },
            new("validFrom", "Valid from", FieldKind.Moment) { IsOptional = true },
            new("validTo", "Valid to", FieldKind.Moment) { IsOptional = true },
            new("chargingSchedule", "Schedule", FieldKind.Group)
            {
                Fields =
                [
                    new("duration", "Duration", FieldKind.Count) { IsOptional = true, Unit = "s", Help = "Left out, it goes on." },
                    new("startSchedule", "Starts", FieldKind.Moment) { IsOptional = true, Help = "Left out for a relative profile." },
                    new("chargingRateUnit", "Unit", FieldKind.Choice) { Choices = s_units, Start = _ => "A" },
                    new("chargingSchedulePeriod", "Periods", FieldKind.List)
                    {
                        Start = _ => new JsonArray(new JsonObject { ["startPeriod"] = 0, ["limit"] = 16 }),
                        Fields =
                        [
                            new("", "Period", FieldKind.Group)
                            {
                                Fields =
                                [
                                    new("startPeriod", "From", FieldKind.Count) { Unit = "s", Start = _ => 0, Help = "After the start of the schedule; the first begins at 0." },
                                    new("limit", "Limit", FieldKind.Fraction) { Unit = "A or W", Start = _ => 16, Help = "In steps of 0.1." },
                                    new("numberPhases", "Phases", FieldKind.Count) { IsOptional = true, Help = "Three when left out." },
                                ],
                            },
                        ],
                    },
                    new("minChargingRate", "Least useful rate", FieldKind.Fraction) { IsOptional = true, Unit = "A or W", Help = "Below this it is not worth charging." },
                ],
            },
        ],
    };
}

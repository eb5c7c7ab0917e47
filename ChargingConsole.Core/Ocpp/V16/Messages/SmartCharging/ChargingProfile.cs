using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>A charging profile (OCPP 1.6 §7.8).</summary>
public sealed record ChargingProfile : OcppPayload, IShaped
{
    /// <summary>Its id.</summary>
    public required int ChargingProfileId { get; init; }

    /// <summary>The transaction a TxProfile is for.</summary>
    public int? TransactionId { get; init; }

    /// <summary>Its place in the stack: the highest level that applies wins.</summary>
    public required int StackLevel { get; init; }

    /// <summary>ChargePointMaxProfile, TxDefaultProfile or TxProfile.</summary>
    public required string ChargingProfilePurpose { get; init; }

    /// <summary>Absolute, Recurring or Relative.</summary>
    public required string ChargingProfileKind { get; init; }

    /// <summary>Daily or Weekly.</summary>
    public string? RecurrencyKind { get; init; }

    /// <summary>From when it is valid, UTC.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when it is valid, UTC.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The limits over time.</summary>
    public required ChargingSchedule ChargingSchedule { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("chargingProfileId", Integer()),
        Optional("transactionId", Integer()),
        Required("stackLevel", Integer(minimum: 0)),
        Required("chargingProfilePurpose", OneOf("ChargePointMaxProfile", "TxDefaultProfile", "TxProfile")),
        Required("chargingProfileKind", OneOf("Absolute", "Recurring", "Relative")),
        Optional("recurrencyKind", OneOf("Daily", "Weekly")),
        Optional("validFrom", Timestamp()),
        Optional("validTo", Timestamp()),
        Required("chargingSchedule", Object<ChargingSchedule>()));
}

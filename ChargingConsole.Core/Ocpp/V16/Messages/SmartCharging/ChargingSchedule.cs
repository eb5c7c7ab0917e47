using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Limits over time (OCPP 1.6 §7.13); the same in both directions.</summary>
public sealed record ChargingSchedule : OcppPayload, IShaped
{
    /// <summary>How long it lasts in seconds; until further notice when absent.</summary>
    public long? Duration { get; init; }

    /// <summary>When it begins, UTC; absent in a relative schedule.</summary>
    public DateTimeOffset? StartSchedule { get; init; }

    /// <summary>A or W: the unit of every limit.</summary>
    public string? ChargingRateUnit { get; init; }

    /// <summary>The periods, the first of which begins at 0.</summary>
    public ChargingSchedulePeriod[]? ChargingSchedulePeriod { get; init; }

    /// <summary>Below this it is not worth charging, in the same unit, in steps of 0.1.</summary>
    public decimal? MinChargingRate { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("duration", Integer(minimum: 0)),
        Optional("startSchedule", Timestamp()),
        Required("chargingRateUnit", OneOf("A", "W")),
        Required("chargingSchedulePeriod", ListOf(Object<ChargingSchedulePeriod>())),
        Optional("minChargingRate", Tenths()));
}

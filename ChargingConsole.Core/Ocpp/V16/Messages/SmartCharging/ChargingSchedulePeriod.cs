using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>A limit from some time on (OCPP 1.6 §7.14); the same in both directions.</summary>
public sealed record ChargingSchedulePeriod : OcppPayload, IShaped
{
    /// <summary>When it begins, in seconds after the start of the schedule.</summary>
    public long? StartPeriod { get; init; }

    /// <summary>The limit in the schedule's unit, in steps of 0.1.</summary>
    public decimal? Limit { get; init; }

    /// <summary>How many phases may be used; 3 when absent.</summary>
    public long? NumberPhases { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("startPeriod", Integer(minimum: 0)),
        Required("limit", Tenths()),
        Optional("numberPhases", Integer(minimum: 0)));
}

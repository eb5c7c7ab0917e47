using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks what a connector will be allowed to draw, all profiles taken together (OCPP 1.6 §5.7, §6.21).</summary>
public sealed record GetCompositeScheduleRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetCompositeSchedule";

    /// <summary>The connector; 0 is the whole charge point.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>How far to look ahead in seconds.</summary>
    public required int Duration { get; init; }

    /// <summary>A or W, when it matters.</summary>
    public string? ChargingRateUnit { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("connectorId", Integer(minimum: 0)),
        Required("duration", Integer(minimum: 0)),
        Optional("chargingRateUnit", OneOf("A", "W")));
}

/// <summary>The answer to <see cref="GetCompositeScheduleRequest"/> (OCPP 1.6 §6.22).</summary>
public sealed record GetCompositeScheduleResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    /// <summary>The connector.</summary>
    public long? ConnectorId { get; init; }

    /// <summary>When the schedule begins, to which its periods are relative.</summary>
    public DateTimeOffset? ScheduleStart { get; init; }

    /// <summary>The schedule.</summary>
    public ChargingSchedule? ChargingSchedule { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")),
        Optional("connectorId", Integer()),
        Optional("scheduleStart", Timestamp()),
        Optional("chargingSchedule", Object<ChargingSchedule>()));
}

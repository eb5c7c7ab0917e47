using System.ComponentModel;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.V16;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Which commands to list.</summary>
internal sealed record CommandQueryValues
{
    [FromQuery(Name = "charge_point_id"), Description("Of this charger.")]
    public string? ChargePointId { get; init; }

    [FromQuery(Name = "charge_point_id_contains"), Description("Of the chargers with this text in their charge_point_id, in whatever case.")]
    public string? ChargePointPart { get; init; }

    [FromQuery(Name = "action"), Description("Of this OCPP action, in whatever case.")]
    public string? Action { get; init; }

    [FromQuery(Name = "state"), Description("requested, sent, accepted, confirmed, rejected, not_supported, error, timed_out, offline or expired.")]
    public string? State { get; init; }

    /// <summary>The filters as the name of a file tells them.</summary>
    internal (string Word, string? Value)[] Told => [("charger", ChargePointId ?? ChargePointPart), ("action", Action), ("state", State)];

    /// <summary>The filter, or null and what to answer.</summary>
    internal CommandFilter? Filter(Fleet fleet, out ProblemHttpResult? problem)
    {
        var state = string.IsNullOrEmpty(State) ? null : Words.Read<CommandState>(State);
        problem = !string.IsNullOrEmpty(State) && state is null ? Problems.Breaks("state", $"state must be one of {Words.All<CommandState>()}.") : null;
        return problem is not null ? null : new CommandFilter
        {
            // A charger that does not exist has no commands.
            ChargePointKey = ChargePointId is null ? null : fleet.Find(ChargePointId)?.Key ?? 0,
            ChargePointKeys = string.IsNullOrWhiteSpace(ChargePointPart) ? null : [.. fleet.Having(ChargePointPart.Trim()).Select(known => known.Key)],
            Action = string.IsNullOrEmpty(Action) ? null : OutboundActions.Find(Action)?.Name ?? Action,
            State = state,
        };
    }
}

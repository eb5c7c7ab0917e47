using System.ComponentModel;
using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Which sessions a query asks for.</summary>
internal sealed record SessionQueryValues
{
    [FromQuery(Name = "charge_point_id"), Description("Of this charger.")]
    public string? ChargePointId { get; init; }

    [FromQuery(Name = "charger_id"), Description("Of this charger: its charge_point_id or its number.")]
    public string? ChargerId { get; init; }

    [FromQuery(Name = "charge_point_id_contains"), Description("Of the chargers with this text in their charge_point_id, in whatever case.")]
    public string? ChargePointPart { get; init; }

    [FromQuery(Name = "site"), Description("Of the chargers of this site.")]
    public string? Site { get; init; }

    [FromQuery(Name = "status"), Description("pending, active, stopping, interrupted or completed.")]
    public string? Status { get; init; }

    [FromQuery(Name = "id_tag"), Description("Of this tag.")]
    public string? IdTag { get; init; }

    [FromQuery(Name = "id_tag_contains"), Description("Of the tags with this text in them, in whatever case.")]
    public string? IdTagPart { get; init; }

    [FromQuery(Name = "from"), Description("Begun at this time or later, UTC.")]
    public Moment? From { get; init; }

    [FromQuery(Name = "to"), Description("Begun before this time, UTC.")]
    public Moment? To { get; init; }

    /// <summary>The filter; null when it is wrong, which the problem tells, or when no session can pass it.</summary>
    public SessionFilter? Filter(Fleet fleet, out ProblemHttpResult? problem)
    {
        problem = null;
        SessionStatus? state = null;
        if (!string.IsNullOrEmpty(Status) && (state = Words.Read<SessionStatus>(Status)) is null)
        {
            problem = Problems.Breaks("status", $"status must be one of {Words.All<SessionStatus>()}.");
            return null;
        }

        var named = ChargerId is null ? ChargePointId : Identity(fleet, ChargerId);
        if (ChargePointId is not null && !string.Equals(named, ChargePointId, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new SessionFilter
        {
            ChargePointId = named,
            ChargePointPart = string.IsNullOrWhiteSpace(ChargePointPart) ? null : ChargePointPart.Trim(),
            Site = string.IsNullOrWhiteSpace(Site) ? null : Site.Trim(),
            Status = state,
            IdTag = IdTag?.Trim(),
            IdTagPart = string.IsNullOrWhiteSpace(IdTagPart) ? null : IdTagPart.Trim(),
            From = From?.Utc,
            To = To?.Utc,
        };
    }

    /// <summary>The filters as the name of a file tells them.</summary>
    public (string Word, string? Value)[] Told =>
    [
        ("charger", ChargePointId ?? ChargerId ?? ChargePointPart), ("site", Site), ("status", Status), ("tag", IdTag ?? IdTagPart),
        ("from", ExportName.Of(From?.Utc)), ("before", ExportName.Of(To?.Utc)),
    ];

    // The app's older calls name a charger by its number; an identity that looks like a number goes first.
    private static string Identity(Fleet fleet, string chargerId) =>
        fleet.Find(chargerId) is null && int.TryParse(chargerId, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && fleet.Find(key) is { } chargePoint
            ? chargePoint.Id
            : chargerId;
}

using System.Globalization;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargingConsole.Components.Sessions;

/// <summary>The filters of sessions as they stand in the address; days are the viewer's.</summary>
internal sealed record SessionQuery(string? Charger, string? Site, string? Status, string? Tag, string? From, string? To)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => this != new SessionQuery(null, null, null, null, null, null);

    private SessionStatus? State => Enum.TryParse<SessionStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    /// <summary>The filter: a charger or tag that is known is meant alone, any other text is part of some.</summary>
    public SessionFilter Filter(Viewer viewer, Fleet fleet, IdTagBook tags)
    {
        var (charger, tag) = (LogQuery.Empty(Charger), LogQuery.Empty(Tag));
        var isCharger = charger is not null && fleet.Find(charger) is not null;
        var isTag = tags.Find(tag) is not null;
        return new SessionFilter
        {
            ChargePointId = isCharger ? charger : null,
            ChargePointPart = isCharger ? null : charger,
            Site = LogQuery.Empty(Site),
            Status = State,
            IdTag = isTag ? tag : null,
            IdTagPart = isTag ? null : tag,
            From = Day(From) is { } from ? viewer.Midnight(from) : null,
            To = Day(To) is { } to ? viewer.Midnight(to.AddDays(1)) : null,
        };
    }

    /// <summary>The address of exactly these sessions as CSV.</summary>
    public static string Csv(SessionFilter filter) => QueryHelpers.AddQueryString("/api/sessions/csv", Members(filter));

    /// <summary>The address of a report over exactly these sessions as CSV.</summary>
    public static string ReportCsv(SessionFilter filter, Viewer viewer, string by) => QueryHelpers.AddQueryString("/api/reports/csv", new Dictionary<string, string?>(Members(filter))
    {
        ["by"] = by,
        ["time_zone"] = viewer.Zone.Id,
    });

    private static Dictionary<string, string?> Members(SessionFilter filter) => new Dictionary<string, string?>
    {
        ["charge_point_id"] = filter.ChargePointId,
        ["charge_point_id_contains"] = filter.ChargePointPart,
        ["site"] = filter.Site,
        ["status"] = filter.Status?.ToString().ToLowerInvariant(),
        ["id_tag"] = filter.IdTag,
        ["id_tag_contains"] = filter.IdTagPart,
        ["from"] = Utc(filter.From),
        ["to"] = Utc(filter.To),
    }.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value);

    private static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;
}

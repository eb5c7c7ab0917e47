using System.Globalization;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargingConsole.Components.Sessions;

/// <summary>The filters of sessions as they stand in the address; days are the viewer's.</summary>
internal sealed record SessionQuery(string? Charger, string? Site, string? Status, string? Tag, string? From, string? To)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => this != new SessionQuery(null, null, null, null, null, null);

    private SessionStatus? State => Enum.TryParse<SessionStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    /// <summary>The filter.</summary>
    public SessionFilter Filter(Viewer viewer) => new()
    {
        ChargePointId = LogQuery.Empty(Charger),
        Site = LogQuery.Empty(Site),
        Status = State,
        IdTag = LogQuery.Empty(Tag),
        From = Day(From) is { } from ? viewer.Midnight(from) : null,
        To = Day(To) is { } to ? viewer.Midnight(to.AddDays(1)) : null,
    };

    /// <summary>The address of exactly these sessions as CSV.</summary>
    public string Csv(Viewer viewer) => QueryHelpers.AddQueryString("/api/sessions/csv", Members(viewer));

    /// <summary>The address of a report over exactly these sessions as CSV.</summary>
    public string ReportCsv(Viewer viewer, string by) => QueryHelpers.AddQueryString("/api/reports/csv", new Dictionary<string, string?>(Members(viewer))
    {
        ["by"] = by,
        ["time_zone"] = viewer.Zone.Id,
    });

    private Dictionary<string, string?> Members(Viewer viewer)
    {
        var filter = Filter(viewer);
        return new Dictionary<string, string?>
        {
            ["charge_point_id"] = filter.ChargePointId,
            ["site"] = filter.Site,
            ["status"] = State?.ToString().ToLowerInvariant(),
            ["id_tag"] = filter.IdTag,
            ["from"] = Utc(filter.From),
            ["to"] = Utc(filter.To),
        }.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value);
    }

    private static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;
}

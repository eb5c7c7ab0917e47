using System.Globalization;
using ChargingConsole.Api;
using ChargingConsole.Components.Commands;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargingConsole.Components;

/// <summary>The addresses of the pages. Identities may hold any character, so every part is escaped here and nowhere else.</summary>
public static class Links
{
    /// <summary>All chargers, or those in a state.</summary>
    public static string Fleet(string? state = null) => state is null ? "/" : $"/?state={state}";

    /// <summary>Adding a charger.</summary>
    public static string Onboarding => "/onboarding";

    /// <summary>All chargers of a site.</summary>
    public static string FleetOf(string site) => $"/?site={Uri.EscapeDataString(site)}";

    /// <summary>One charger, on a tab.</summary>
    public static string Charger(string chargerId, string? tab = null) =>
        $"/chargers/{Uri.EscapeDataString(chargerId)}{(tab is null ? "" : $"?tab={tab}")}";

    /// <summary>The live log, of one charger or at one frame.</summary>
    public static string Log(string? chargerId = null, long? at = null)
    {
        var query = string.Join('&', new[]
        {
            chargerId is null ? null : $"charger={Uri.EscapeDataString(chargerId)}",
            at is null ? null : string.Create(CultureInfo.InvariantCulture, $"at={at}"),
        }.OfType<string>());
        return query.Length == 0 ? "/log" : $"/log?{query}";
    }

    /// <summary>The log of one charger between two times, of all that passed or of what is about a transaction.</summary>
    public static string LogOf(string chargerId, int? transactionId, DateTimeOffset from, DateTimeOffset? to) =>
        Log(chargerId)
        + (transactionId is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&transaction={transactionId}"))
        + $"&from={Second(from)}"
        + (to is { } end ? $"&to={Second(end)}" : "");

    private static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The users.</summary>
    public static string Users => "/users";

    /// <summary>One's own account.</summary>
    public static string Account => "/account";

    /// <summary>All sessions.</summary>
    public static string Sessions => "/sessions";

    /// <summary>The sessions of some days, or of a site.</summary>
    public static string SessionsOf(DateOnly? from = null, DateOnly? to = null, string? site = null)
    {
        var query = string.Join('&', new[]
        {
            from is { } first ? $"from={first:yyyy-MM-dd}" : null,
            to is { } last ? $"to={last:yyyy-MM-dd}" : null,
            site is null ? null : $"site={Uri.EscapeDataString(site)}",
        }.OfType<string>());
        return query.Length == 0 ? Sessions : $"{Sessions}?{query}";
    }

    /// <summary>Sessions summed up.</summary>
    public static string Reports => "/reports";

    /// <summary>One session.</summary>
    public static string Session(int transactionId) => string.Create(CultureInfo.InvariantCulture, $"/sessions/{transactionId}");

    /// <summary>All id tags.</summary>
    public static string IdTags => "/id-tags";

    /// <summary>One id tag; a query, since a tag may hold any character.</summary>
    public static string IdTag(string idTag) => $"/id-tags/tag?id={Uri.EscapeDataString(idTag)}";

    /// <summary>The id tags of a group.</summary>
    public static string IdTagGroup(string parentIdTag) => $"/id-tags?group={Uri.EscapeDataString(parentIdTag)}";

    /// <summary>The id tags that pass as a file.</summary>
    public static string IdTagsCsv(IdTagFilter filter) => QueryHelpers.AddQueryString("/api/id-tag-export", new Dictionary<string, string?>
    {
        ["q"] = filter.Text,
        ["status"] = filter.Status,
        ["parent_id_tag"] = filter.Group,
    }.Where(member => !string.IsNullOrWhiteSpace(member.Value)));

    /// <summary>All reservations.</summary>
    public static string Reservations => "/reservations";

    /// <summary>All jobs.</summary>
    public static string Jobs => "/jobs";

    /// <summary>A job in the making.</summary>
    public static string NewJob => "/jobs/new";

    /// <summary>A job in the making that applies a configuration template.</summary>
    public static string NewJobOf(string template) => $"{NewJob}?template={Uri.EscapeDataString(template)}";

    /// <summary>The configuration templates.</summary>
    public static string Templates => "/configuration-templates";

    /// <summary>One job.</summary>
    public static string Job(long id) => string.Create(CultureInfo.InvariantCulture, $"/jobs/{id}");

    /// <summary>The certificates of chargers, and who signs them.</summary>
    public static string Certificates => "/certificates";

    /// <summary>The commands, with one marked.</summary>
    public static string Commands(long? id = null) => id is null ? "/commands" : string.Create(CultureInfo.InvariantCulture, $"/commands?id={id}");

    /// <summary>The record of commands as a file.</summary>
    /// <param name="chargerId">The one charger of the list; null for all.</param>
    /// <param name="query">The filters.</param>
    /// <param name="fleet">Knows the chargers.</param>
    public static string CommandsCsv(string? chargerId, CommandQuery query, Fleet fleet)
    {
        var part = query.Part(fleet);
        return QueryHelpers.AddQueryString("/api/commands/csv", new Dictionary<string, string?>
        {
            ["charge_point_id"] = chargerId ?? (part is null ? query.Charger : null),
            ["charge_point_id_contains"] = part,
            ["action"] = query.Action,
            ["state"] = query.State is { } told ? Words.Of(told) : null,
        }.Where(member => member.Value is not null));
    }

    /// <summary>The form of a request to a charger, or the choice of one.</summary>
    /// <param name="chargerId">The charger.</param>
    /// <param name="action">The OCPP action.</param>
    /// <param name="command">The command whose payload the form begins with.</param>
    /// <param name="frame">The frame whose payload the form begins with.</param>
    public static string Compose(string chargerId, string? action = null, long? command = null, long? frame = null) =>
        Charger(chargerId, "commands")
        + (action is null ? "" : $"&action={Uri.EscapeDataString(action)}")
        + (command is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&again={command}"))
        + (frame is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&frame={frame}"));

    /// <summary>The library of charging profiles.</summary>
    public static string ChargingProfiles => "/charging-profiles";

    /// <summary>One charging profile, or a new one.</summary>
    public static string ChargingProfile(int? id = null) => id is null ? "/charging-profiles/new" : string.Create(CultureInfo.InvariantCulture, $"/charging-profiles/{id}");

    /// <summary>A word in the query of an address; null when it is not there. For parts of a page: only a page itself may be supplied from the query, since parts that come and go with it break the supply.</summary>
    public static string? WordOf(string uri, string name) => ValueOf(uri, name) is { Length: > 0 } word ? word : null;

    /// <summary>As <see cref="WordOf"/>, but an empty one counts too.</summary>
    public static string? ValueOf(string uri, string name) => QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>A number in the query of an address; null when it is not there.</summary>
    public static long? NumberOf(string uri, string name) =>
        long.TryParse(WordOf(uri, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The identity in the address of a charger's page; the router would decode an escaped slash into two segments.</summary>
    public static string ChargerIdOf(string uri)
    {
        var path = new Uri(uri).AbsolutePath;
        var start = path.IndexOf("/chargers/", StringComparison.Ordinal);
        return start < 0 ? "" : Uri.UnescapeDataString(path[(start + "/chargers/".Length)..].TrimEnd('/'));
    }
}

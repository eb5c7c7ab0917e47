using System.Net;
using System.Text.Json;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Audit;

public sealed class AuditTrailTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    private static readonly (string, string) s_otto = ("X-API-Key", ProductionConsole.Operator);
    private static readonly (string, string) s_anna = ("X-API-Key", ProductionConsole.Administrator);

    [Fact]
    public async Task A_change_tells_who_made_it_by_which_way_from_where_and_what_was_before()
    {
        await CallAsync(HttpMethod.Put, "/api/id-tags/TRAIL-1", """{"note":"first"}""", s_otto);
        await CallAsync(HttpMethod.Put, "/api/id-tags/TRAIL-1", """{"note":"=second","status":"Blocked"}""", s_otto);
        await CallAsync(HttpMethod.Delete, "/api/id-tags/TRAIL-1", null, s_anna);

        var records = await ListAsync("subject=trail-1");
        Assert.Equal([AuditWords.IdTagRemoved, AuditWords.IdTagChanged, AuditWords.IdTagMade], records.Select(record => record.GetProperty("what").GetString()));
        JsonFacts.Has(records[1], ("who", "Otto"), ("way", "api_key"), ("address", "127.0.0.1"), ("subject", "TRAIL-1"), ("outcome", "done"));
        JsonFacts.Has(records[1].GetProperty("before"), ("note", "first"), ("status", "Accepted"));
        JsonFacts.Has(records[1].GetProperty("after"), ("note", "=second"), ("status", "Blocked"));
        Assert.Equal(2, records[1].GetProperty("after").EnumerateObject().Count());
        JsonFacts.Has(records[0], ("who", "Anna"), ("after", null));
    }

    [Fact]
    public async Task A_command_stands_in_the_trail_with_its_own_outcome()
    {
        await using var charger = await new AnsweringCharger("TRAIL-CP").ConnectAsync(production.Console.Ocpp);
        await CallAsync(HttpMethod.Post, "/api/chargers/TRAIL-CP/commands/ClearCache", "{}", s_otto);

        await Until.TrueAsync(
            async () => (await ListAsync("subject=TRAIL-CP&what=charger.command")).SingleOrDefault() is { ValueKind: JsonValueKind.Object } found && found.GetProperty("outcome").GetString() is not ("requested" or "sent"),
            "the charger's answer is on record");
        var record = Assert.Single(await ListAsync("subject=TRAIL-CP&what=charger.command"));
        JsonFacts.Has(record, ("who", "Otto"), ("way", "api_key"), ("detail", "ClearCache"), ("outcome", "confirmed"));
        Assert.True(record.GetProperty("command_id").GetInt64() > 0);
    }

    [Fact]
    public async Task Exports_are_safe_to_open_and_are_recorded_themselves()
    {
        await CallAsync(HttpMethod.Put, "/api/id-tags/%3DTRAIL", "{}", s_otto);

        var csv = await CallAsync(HttpMethod.Get, "/api/audit/csv?what=id_tag.made", null, s_anna);
        Assert.Contains(",'=TRAIL,", csv.Text, StringComparison.Ordinal);
        var lines = (await CallAsync(HttpMethod.Get, "/api/audit/ndjson?subject=%3DTRAIL", null, s_anna)).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var line = JsonDocument.Parse(Assert.Single(lines));
        JsonFacts.Has(line.RootElement, ("subject", "=TRAIL"));
        Assert.Equal(["audit.csv"], (await ListAsync("what=export.taken&subject=audit.csv&who=anna")).Select(record => record.GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task Only_administrators_see_it_and_a_nonsense_way_is_told()
    {
        (await production.Console.Web.CallAsync(HttpMethod.Get, "/api/audit", headers: s_otto)).Problem(HttpStatusCode.Forbidden);
        (await production.Console.Web.CallAsync(HttpMethod.Get, "/api/audit?way=pigeon", headers: s_anna)).Problem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Pages_go_back_by_the_last_id_seen_and_times_bound_them()
    {
        for (var i = 0; i < 5; i++)
        {
            await CallAsync(HttpMethod.Put, $"/api/id-tags/PAGE-{i}", "{}", s_otto);
        }

        var first = await ListAsync("q=PAGE-&limit=2");
        var second = await ListAsync($"q=PAGE-&limit=9&before={first[1].GetProperty("audit_id").GetInt64()}");
        Assert.Equal(["PAGE-4", "PAGE-3", "PAGE-2", "PAGE-1", "PAGE-0"], first.Concat(second).Select(record => record.GetProperty("subject").GetString()));
        Assert.Empty(await ListAsync("q=PAGE-&to=2020-01-01"));
        Assert.Empty(await ListAsync("q=PAGE-&from=2100-01-01"));
    }

    [Fact]
    public async Task A_private_key_is_hidden()
    {
        await production.Console.Get<CertificateAuthority>().CreateAsync("Trail CA", ecdsa: true, signsByItself: false, new Actor("Anna", ActorWay.Page, "::1"));

        var record = (await ListAsync("what=certificate_authority.made"))[0];
        JsonFacts.Has(record, ("way", "page"), ("address", "::1"));
        JsonFacts.Has(record.GetProperty("after"), ("protected_key", "(hidden)"), ("subject", "CN=Trail CA"));
    }

    [Fact]
    public async Task What_failed_to_be_stored_leaves_no_record_and_a_record_cannot_be_changed()
    {
        var (trail, commits) = (production.Console.Get<AuditTrail>(), production.Console.Get<CommitQueue>());
        await trail.RecordAsync("Trudy", "test.kept", "ONCE");
        await using var context = production.Console.Get<ChargingDatabase>().OpenReader();
        var kept = await context.Audit.SingleAsync(row => row.What == "test.kept", TestContext.Current.CancellationToken);

        var contradicting = new UnitOfWork();
        trail.Note(contradicting, "Trudy", "test.lost", "NEVER");
        contradicting.Insert(kept);
        await Assert.ThrowsAsync<CommitConflictException>(() => commits.CommitAsync(contradicting));
        Assert.Empty(await ListAsync("what=test.lost"));

        var forged = new UnitOfWork();
        forged.Update(kept with { Who = "Somebody else" });
        await Assert.ThrowsAnyAsync<Exception>(() => commits.CommitAsync(forged));
        Assert.Equal("Trudy", Assert.Single(await ListAsync("what=test.kept")).GetProperty("who").GetString());
    }

    private async Task<List<JsonElement>> ListAsync(string query) =>
        [.. (await CallAsync(HttpMethod.Get, $"/api/audit?{query}", null, s_anna)).Ok().EnumerateArray()];

    private async Task<ApiAnswer> CallAsync(HttpMethod method, string path, string? body, (string, string) key)
    {
        var answer = await production.Console.Web.CallAsync(method, path, body, headers: key);
        Assert.True((int)answer.Status < 300, $"{method} {path}: {(int)answer.Status} {answer.Text}");
        return answer;
    }
}

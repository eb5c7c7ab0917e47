using System.Net;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Tests.Api;

public sealed class IdTagListsTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_list_is_looked_at_before_it_is_taken_in_and_comes_out_again()
    {
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/IMP-OLD", """{"note":"=cmd|x"}""");
        const string List = "id_tag,status,note\nIMP-OLD,Blocked,'=cmd|x\nIMP-NEW,,hello\nIMP-BAD,Lost,\n";

        var preview = (await Import(List)).Ok();
        Assert.Equal((false, 1, 1, 0, 1), Counts(preview));
        Assert.Null(fixture.Console.Get<IdTagBook>().Find("IMP-NEW"));

        var applied = (await Import(List, "?apply=true")).Ok();
        Assert.Equal((true, 1, 1, 0, 1), Counts(applied));
        Assert.Equal("blocked", fixture.Console.Get<IdTagBook>().Find("imp-old")!.Status, ignoreCase: true);
        Assert.Equal("refused", applied.GetProperty("lines")[2].GetProperty("outcome").GetString());
        Assert.Equal((false, 0, 0, 2, 1), Counts((await Import(List)).Ok()));

        var export = await Web.ReadAsync("/api/id-tag-export");
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (export.Status, export.ContentType));
        Assert.Contains("IMP-NEW,Accepted,,,,,hello\r\n", export.Text, StringComparison.Ordinal);
        Assert.Contains(",'=cmd|x\r\n", export.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_list_is_refused()
    {
        (await Import("nonsense")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.CallAsync(HttpMethod.Post, "/api/id-tag-import", "{}")).Problem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Tags_are_found_by_text_status_and_group()
    {
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/FIND-1", """{"parent_id_tag":"FLEET","expires_at":"2020-01-01T00:00:00Z"}""");
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/FIND-2", """{"parent_id_tag":"Fleet","note":"spare card"}""");
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/export", "{}");

        Assert.Equal(["FIND-1", "FIND-2"], await Find("q=find"));
        Assert.Equal(["FIND-2"], await Find("q=SPARE"));
        Assert.Equal(["FIND-1"], await Find("status=expired&q=find-"));
        Assert.Equal(["FIND-1", "FIND-2"], await Find("parent_id_tag=FLEET"));
        Assert.Equal(["FIND-2"], await Find("parent_id_tag=FLEET&limit=1&after=FIND-1"));
        Assert.Equal("export", (await Web.ReadAsync("/api/id-tags/export")).Ok().GetProperty("id_tag").GetString());
        (await Web.ReadAsync("/api/id-tags?status=lost")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_file_holds_the_tags_that_pass_the_filters_of_the_list()
    {
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/FILE-1", """{"parent_id_tag":"CREW","expires_at":"2020-01-01T00:00:00Z"}""");
        await Web.CallAsync(HttpMethod.Put, "/api/id-tags/FILE-2", """{"parent_id_tag":"Crew"}""");

        Assert.Equal(["FILE-1", "FILE-2"], await Exported("q=file-"));
        Assert.Equal(["FILE-1"], await Exported("q=file-&status=expired"));
        Assert.Equal(["FILE-1", "FILE-2"], await Exported("parent_id_tag=CREW"));
        Assert.Empty(await Exported("q=file-&parent_id_tag=OTHERS"));
        (await Web.ReadAsync("/api/id-tag-export?status=lost")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Chargers_of_a_tag_are_told_as_they_were_given()
    {
        var made = (await Web.CallAsync(HttpMethod.Put, "/api/id-tags/STAFF", """{"chargers":["CP1"," CP2 ","cp1"]}""")).Json;
        Assert.Equal("""["CP1","CP2"]""", made.GetProperty("chargers").GetRawText());
        Assert.Equal("null", (await Web.CallAsync(HttpMethod.Put, "/api/id-tags/STAFF", """{"chargers":[]}""")).Ok().GetProperty("chargers").GetRawText());
        (await Web.CallAsync(HttpMethod.Put, "/api/id-tags/STAFF", """{"chargers":[null]}""")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<List<string?>> Find(string query) =>
        [.. (await Web.ReadAsync($"/api/id-tags?{query}")).Ok().EnumerateArray().Select(tag => tag.GetProperty("id_tag").GetString())];

    private async Task<List<string>> Exported(string query) =>
        [.. (await Web.ReadAsync($"/api/id-tag-export?{query}")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)])];

    private Task<ApiAnswer> Import(string csv, string query = "") => Web.CallAsync(HttpMethod.Post, $"/api/id-tag-import{query}", csv, "text/csv");

    private static (bool, int, int, int, int) Counts(System.Text.Json.JsonElement import) => (
        import.GetProperty("applied").GetBoolean(), import.GetProperty("new").GetInt32(), import.GetProperty("changed").GetInt32(),
        import.GetProperty("unchanged").GetInt32(), import.GetProperty("refused").GetInt32());
}

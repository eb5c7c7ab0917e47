using System.Net;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class IdTagsTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_tag_is_made_read_replaced_and_removed()
    {
        var made = await Put("Tag-1", """{"status":"Accepted","expires_at":"2020-01-02T03:04:05+02:00","parent_id_tag":"FAMILY","max_active_transactions":2}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var tag = (await Web.ReadAsync("/api/id-tags/TAG-1")).Ok();
        Assert.Equal(("Tag-1", "Accepted", "FAMILY", 2), (tag.GetProperty("id_tag").GetString(), tag.GetProperty("status").GetString(), tag.GetProperty("parent_id_tag").GetString(), tag.GetProperty("max_active_transactions").GetInt32()));
        Assert.Equal("2020-01-02T01:04:05.000Z", tag.GetProperty("expires_at").GetString());
        Assert.Equal(IdTagStatus.Expired, fixture.Console.Get<IdTagBook>().Authorize("tag-1", starting: false).Status);

        tag = (await Put("TAG-1", """{"status":"Blocked"}""")).Ok();
        Assert.Equal(("Tag-1", "Blocked"), (tag.GetProperty("id_tag").GetString(), tag.GetProperty("status").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, tag.GetProperty("expires_at").ValueKind);
        Assert.Contains("Tag-1", (await Web.ReadAsync("/api/id-tags")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await Web.CallAsync(HttpMethod.Delete, "/api/id-tags/tag-1")).Status);
        (await Web.CallAsync(HttpMethod.Delete, "/api/id-tags/tag-1")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tags_outlive_a_restart_and_removed_ones_stay_removed()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        try
        {
            await using (var first = await RunningConsole.StartOnAsync(folder))
            {
                await first.Web.CallAsync(HttpMethod.Put, "/api/id-tags/kept%2Fone", """{"max_active_transactions":1}""");
                await first.Web.CallAsync(HttpMethod.Put, "/api/id-tags/gone", "{}");
                await first.Web.CallAsync(HttpMethod.Delete, "/api/id-tags/GONE");
            }

            await using var second = await RunningConsole.StartOnAsync(folder);
            Assert.Equal(1, (await second.Web.ReadAsync("/api/id-tags/kept%2Fone")).Ok().GetProperty("max_active_transactions").GetInt32());
            (await second.Web.ReadAsync("/api/id-tags/gone")).Problem(HttpStatusCode.NotFound);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("x", """{"status":"accepted"}""", "status")]
    [InlineData("x", """{"status":7}""", "status")]
    [InlineData("x", """{"expires_at":"soon"}""", "expires_at")]
    [InlineData("x", """{"parent_id_tag":"123456789012345678901"}""", "parent_id_tag")]
    [InlineData("x", """{"max_active_transactions":-1}""", "max_active_transactions")]
    [InlineData("x", """{"max_active_transactions":1e99}""", "max_active_transactions")]
    [InlineData("123456789012345678901", "{}", "id_tag")]
    [InlineData("%20", "{}", "id_tag")]
    public async Task What_no_tag_can_be_is_refused_by_member(string tag, string body, string member)
    {
        var problem = (await Put(tag, body)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Fact]
    public async Task Many_who_make_the_same_tag_at_once_make_it_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Put("crowd", $$"""{"max_active_transactions":{{i}}}""")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.OK));
    }

    private Task<ApiAnswer> Put(string tag, string body) => Web.CallAsync(HttpMethod.Put, $"/api/id-tags/{tag}", body);
}

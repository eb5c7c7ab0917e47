using System.Net;
using ChargingConsole.Core.Commands;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Api;

public sealed class ProblemTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, null)]
    [InlineData("", HttpStatusCode.BadRequest, null)]
    [InlineData("{\"charger_id\":\"x\"} trailing", HttpStatusCode.BadRequest, null)]
    [InlineData("{\"charger_id\":NaN}", HttpStatusCode.BadRequest, null)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity, "body")]
    [InlineData("[1]", HttpStatusCode.UnprocessableEntity, "body")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "charger_id")]
    [InlineData("""{"charger_id":"  "}""", HttpStatusCode.UnprocessableEntity, "charger_id")]
    [InlineData("""{"charger_id":7}""", HttpStatusCode.UnprocessableEntity, "charger_id")]
    [InlineData("""{"charger_id":"x","connector_id":"1"}""", HttpStatusCode.UnprocessableEntity, "connector_id")]
    [InlineData("""{"charger_id":"x","connector_id":1.5}""", HttpStatusCode.UnprocessableEntity, "connector_id")]
    [InlineData("""{"charger_id":"x","connector_id":99999999999}""", HttpStatusCode.UnprocessableEntity, "connector_id")]
    [InlineData("""{"charger_id":"x","id_tag":""}""", HttpStatusCode.UnprocessableEntity, "id_tag")]
    [InlineData("""{"charger_id":"x","id_tag":"123456789012345678901"}""", HttpStatusCode.UnprocessableEntity, "id_tag")]
    [InlineData("""{"charger_id":"x","id_tag":{}}""", HttpStatusCode.UnprocessableEntity, "id_tag")]
    [InlineData("""{"charger_id":"\ud800"}""", HttpStatusCode.UnprocessableEntity, "charger_id")]
    public async Task A_bad_body_is_told_apart_by_kind_and_member(string body, HttpStatusCode status, string? member)
    {
        var problem = (await Web.WriteAsync("/api/charging/start", body)).Problem(status);
        Assert.True(member is null || problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Theory]
    [InlineData("/api/chargers?limit=abc", "limit")]
    [InlineData("/api/chargers?limit=99999999999999999999", "limit")]
    [InlineData("/api/chargers?online_only=perhaps", "online_only")]
    [InlineData("/api/sessions?before=NaN", "before")]
    [InlineData("/api/sessions?from=yesterday", "from")]
    [InlineData("/api/messages?latency_over=1e9", "latency_over")]
    [InlineData("/api/messages?errors=2", "errors")]
    public async Task A_query_that_cannot_be_read_is_400_and_names_the_member(string path, string member)
    {
        var problem = (await Web.ReadAsync(path)).Problem(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Theory]
    [InlineData("/api/chargers?limit=-1")]
    [InlineData("/api/chargers?limit=2147483647&after=%00%ff")]
    [InlineData("/api/sessions?limit=2147483647&before=-1")]
    [InlineData("/api/sessions?limit=0&charger_id=%2F%25&id_tag=%F0%9F%94%8C&status=")]
    [InlineData("/api/sessions?from=0001-01-01&to=9999-12-31T23:59:59Z")]
    [InlineData("/api/messages?limit=-5&before=-9223372036854775808&q=%25_%5B%5C%27%3B--")]
    [InlineData("/api/messages?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")]
    [InlineData("/api/messages?latency_over=-2147483648&action=%00")]
    [InlineData("/api/commands?limit=2147483647&before=9223372036854775807&charge_point_id=%E0%A4%A")]
    [InlineData("/api/id-tags?limit=-3&after=%F0%9F%94%8C")]
    public async Task An_odd_query_is_answered_as_if_it_meant_something(string path) => (await Web.ReadAsync(path)).Ok();

    [Fact]
    public async Task Words_that_a_list_does_not_know_are_422()
    {
        foreach (var (path, member) in new[] { ("sessions?status=odd", "status"), ("messages?kind=odd", "kind"), ("messages?direction=up", "direction") })
        {
            Assert.True((await Web.ReadAsync($"/api/{path}")).Problem(HttpStatusCode.UnprocessableEntity).GetProperty("errors").TryGetProperty(member, out _));
        }
    }

    [Fact]
    public async Task A_start_that_fails_in_here_is_a_refusal_in_the_apps_words()
    {
        // The table of commands is gone: the desk cannot even record the command.
        var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "broken-1", 1);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(console.Folder, "charging.db")}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE Commands";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        ChargingStartTests.Expect((await console.Web.WriteAsync("/api/charging/start", "{\"charger_id\":\"broken-1\"}")).Ok(), false, "An unexpected error occurred", null, "error");
        await console.DiscardAsync();
    }

    [Fact]
    public async Task Wrong_addresses_methods_and_media_types_are_problems_too()
    {
        (await Web.ReadAsync("/api")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/no/such/thing")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/charging/start")).Problem(HttpStatusCode.MethodNotAllowed);
        (await Web.CallAsync(HttpMethod.Delete, "/api/chargers")).Problem(HttpStatusCode.MethodNotAllowed);
        (await Web.CallAsync(HttpMethod.Post, "/api/charging/stop", "a=b", "application/x-www-form-urlencoded")).Problem(HttpStatusCode.UnsupportedMediaType);
        (await Web.CallAsync(HttpMethod.Post, "/api/chargers/x/commands/Reset", "{}", "text/plain")).Problem(HttpStatusCode.UnsupportedMediaType);
        // Asks first: who sends at once may find the connection closed before it has read why.
        (await Web.CallAsync(HttpMethod.Post, "/api/charging/start", $$"""{"charger_id":"{{new string('x', 2_000_000)}}"}""", "application/json", ("Expect", "100-continue"))).Problem(HttpStatusCode.RequestEntityTooLarge);
        (await Web.WriteAsync("/api/charging/start", new string('[', 100_000))).Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_fails_in_here_is_500_without_a_word_about_why()
    {
        var console = await RunningConsole.StartOnAsync(null, builder =>
        {
            builder.Services.AddSingleton<CommandQueries>(_ => throw new InvalidOperationException("secret reason"));
        });
        try
        {
            var answer = await console.Web.ReadAsync("/api/commands");
            answer.Problem(HttpStatusCode.InternalServerError);
            Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
            Assert.NotEmpty(console.Errors);
        }
        finally
        {
            await console.DiscardAsync();
        }
    }
}

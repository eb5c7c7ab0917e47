using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class DocsAndHealthTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task The_description_has_every_call_with_a_summary_and_snake_case_members()
    {
        var document = (await Web.ReadAsync("/openapi/v1.json")).Ok();
        var paths = document.GetProperty("paths");
        foreach (var path in new[] { "/api/charging/start", "/api/charging/stop", "/api/chargers", "/api/chargers/{id}/status", "/api/sessions", "/api/sessions/{transaction_id}/meter-values", "/api/metering/{id}/latest", "/api/messages", "/api/chargers/{id}/commands/{action}", "/api/id-tags/{id_tag}", "/health" })
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }

        foreach (var call in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.True(call.Value.TryGetProperty("summary", out _), call.ToString());
            foreach (var parameter in call.Value.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToArray() : [])
            {
                // A header has a spelling of its own.
                Assert.Matches(parameter.GetProperty("in").GetString() == "header" ? "^[A-Za-z-]+$" : "^[a-z_]+$", parameter.GetProperty("name").GetString());
            }
        }

        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("StartRequest").GetProperty("properties").TryGetProperty("charger_id", out _));
    }

    [Fact]
    public async Task The_page_to_try_it_loads_nothing_from_elsewhere()
    {
        using var response = await Web.GetAsync(new Uri("/api-docs/", UriKind.Relative), TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        var script = Regex.Match(html, "<script src=\"([^\"]+)\" nonce=\"([^\"]+)\"");
        Assert.Contains($"'nonce-{script.Groups[2].Value}'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Web.ReadAsync($"/api-docs/{script.Groups[1].Value}")).Status);
    }

    [Fact]
    public async Task Health_says_ok_to_anyone()
    {
        foreach (var path in new[] { "/health", "/health/live", "/health/ready" })
        {
            Assert.Equal(HttpStatusCode.OK, (await Web.CallAsync(HttpMethod.Get, path, headers: ("X-Forwarded-For", "192.0.2.1"))).Status);
        }

        Assert.Equal("""{"status":"ok","database":"connected"}""", (await Web.ReadAsync("/health")).Text);
        Assert.Equal(HttpStatusCode.OK, (await Web.CallAsync(HttpMethod.Head, "/health")).Status);
    }

    [Fact]
    public async Task Without_its_tables_the_server_is_alive_and_not_ready()
    {
        var console = await RunningConsole.StartAsync();
        try
        {
            await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(console.Folder, "charging.db")}"))
            {
                await connection.OpenAsync(TestContext.Current.CancellationToken);
                await using var command = connection.CreateCommand();
                command.CommandText = "ALTER TABLE ChargePoints RENAME TO Lost";
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, (await console.Web.ReadAsync("/health/live")).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await console.Web.ReadAsync("/health/ready")).Status);
            var answer = await console.Web.ReadAsync("/health");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Json.GetProperty("database").GetString()));
        }
        finally
        {
            await console.DiscardAsync();
        }
    }
}

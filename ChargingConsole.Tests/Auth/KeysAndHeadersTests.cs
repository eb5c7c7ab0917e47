using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Tests.Auth;

public sealed class KeysAndHeadersTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public void A_new_key_is_printed_once_with_the_hash_that_lets_it_in()
    {
        var output = new StringWriter();
        Assert.Equal(0, NewKeyCommand.TryRun(["new-key", "--name", "App", "--role", "operator"], output, TextWriter.Null));
        var key = Regex.Match(output.ToString(), "^    ([A-Za-z0-9_-]{43})\r?$", RegexOptions.Multiline).Groups[1].Value;
        Assert.Contains($$"""{"Name":"App","Role":"Operator","Sha256":"{{ProductionConsole.Hash(key)}}"}""", output.ToString(), StringComparison.Ordinal);

        var again = new StringWriter();
        NewKeyCommand.TryRun(["new-key", "--name", "App", "--role", "operator"], again, TextWriter.Null);
        Assert.DoesNotContain(key, again.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new-key")]
    [InlineData("new-key", "--name", "App")]
    [InlineData("new-key", "--name", "App", "--role", "King")]
    [InlineData("new-key", "--name", "App", "--role", "2")]
    [InlineData("new-key", "--name")]
    public void A_new_key_without_a_name_and_a_role_is_not_made(params string[] args)
    {
        var error = new StringWriter();
        Assert.Equal(2, NewKeyCommand.TryRun(args, TextWriter.Null, error));
        Assert.Contains("Usage", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_arguments_are_none_of_its_business() => Assert.Null(NewKeyCommand.TryRun(["--demo"], TextWriter.Null, TextWriter.Null));

    [Theory]
    [InlineData("", "0c2619d6ba1bb4f9956f5926daa38065ce0f86e5dd823a1c7faf0efc7974d02a")]
    [InlineData("App", "")]
    [InlineData("App", "plain text key")]
    public void A_key_that_is_configured_wrongly_is_refused_at_the_start(string name, string sha256)
    {
        var options = new AccessOptions { Keys = [new() { Name = name, Role = AccessRole.Viewer, Sha256 = sha256 }] };
        Assert.NotEmpty(options.Validate(new ValidationContext(options)));
    }

    [Fact]
    public async Task The_app_does_not_start_with_a_key_that_is_configured_wrongly() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => RunningConsole.StartAsync("Access:Keys:0:Name=App", "Access:Keys:0:Sha256=x"));

    [Fact]
    public async Task Whoever_asks_with_a_key_stands_in_the_record()
    {
        using var client = production.NewBrowser();
        await using var charger = await RawCharger.BootAsync(production.Console.Ocpp, "auth-1", 1);
        client.DefaultRequestHeaders.Add("X-API-Key", ProductionConsole.Operator);
        var asked = client.WriteAsync("/api/chargers/auth-1/commands/ClearCache", "{}");
        await charger.AnswerAsync((await charger.ExpectCallAsync("ClearCache")).Id, """{"status":"Accepted"}""");
        var id = (await asked).Ok().GetProperty("command_id").GetInt64();
        Assert.Equal("Otto", (await client.ReadAsync($"/api/commands/{id}")).Ok().GetProperty("requested_by").GetString());
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health")]
    [InlineData("/api/chargers")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_tells_browsers_to_load_nothing_from_elsewhere(string path)
    {
        using var client = production.NewBrowser();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.Contains("Referrer-Policy"));
        Assert.True(response.Headers.Contains("Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_sign_in_page_and_its_style_are_open()
    {
        using var client = production.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync("/sign-in")).Status);
        // Its bytes lie beside a published app, not beside the tests; that nobody has to sign in for them is what counts.
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync("/css/sign-in.css")).Status);
    }
}

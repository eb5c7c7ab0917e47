using System.Net;
using System.Text;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>Security profiles 0 to 2: who comes with which password, plain and over TLS.</summary>
public sealed class PasswordTests(DoorFixture fixture) : IClassFixture<DoorFixture>
{
    private const string Hex = "4F43415F4F4354545F61646D696E5F74657374AB";

    private RunningConsole Console => fixture.Console;

    [Theory]
    [InlineData("PW-1", "correct horse battery", "correct horse battery")]
    [InlineData("PW-2", "with:colon:in:it!", "with:colon:in:it!")]
    [InlineData("PW:3 ä", "an identity with a colon", "an identity with a colon")]
    [InlineData("PW-4", Hex, Hex)]
    [InlineData("PW-5", Hex, "4f43415f4f4354545f61646d696e5f74657374ab")]
    [InlineData("PW-6", "4f43415f4f4354545f61646d696e5f74657374ab", Hex)]
    public async Task A_charger_with_its_password_is_let_in_over_either_connection(string id, string key, string presented)
    {
        await fixture.AddAsync(id, required: 1, key: key);
        await using (var charger = await new Knock(Console.Ocpp, id).With(presented).EnterAsync())
        {
            Has(await fixture.ConnectedAsync(id, 1), ("is_tls", false), ("required_profile", 1));
        }

        await using var over = await new Knock(Console.OcppTls!, id).With(presented).EnterAsync();
        Has(await fixture.ConnectedAsync(id, 2), ("is_tls", true), ("required_profile", 2));
    }

    [Fact]
    public async Task A_key_in_hexadecimal_may_be_sent_as_the_bytes_it_stands_for()
    {
        await fixture.AddAsync("PW-BYTES", required: 1, key: Hex);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (new Knock(Console.Ocpp, "PW-BYTES") with { Password = Convert.FromHexString(Hex) }).StatusAsync());
    }

    [Fact]
    public async Task Whoever_comes_without_the_password_is_challenged_and_listed_and_the_password_never_is()
    {
        await fixture.AddAsync("PW-NO", required: 1, key: "the right password");
        var knock = new Knock(Console.Ocpp, "PW-NO");
        var (status, challenge) = await knock.TryAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("Basic realm=", challenge, StringComparison.Ordinal);
        Assert.Equal("It came without a password.", fixture.Refusal("PW-NO"));

        Assert.Equal(HttpStatusCode.Unauthorized, await knock.With("the wrong password").StatusAsync());
        Assert.Equal("Its password is wrong.", fixture.Refusal("PW-NO"));
        Assert.Equal(HttpStatusCode.Unauthorized, await (knock.With("the right password") with { User = "SOMEBODY" }).StatusAsync());
        Assert.Equal("The user name it gave is not its identity.", fixture.Refusal("PW-NO"));
        Assert.DoesNotContain(Console.Log, line => line.Contains("password", StringComparison.Ordinal) && (line.Contains("the right", StringComparison.Ordinal) || line.Contains("the wrong", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (knock.With("the right password") with { User = "pw-no" }).StatusAsync());
    }

    [Fact]
    public async Task Where_no_password_is_asked_for_one_that_nobody_set_means_nothing()
    {
        await using var charger = await new Knock(Console.Ocpp, "PW-OPEN").With("whatever it is").EnterAsync();
        Has(await fixture.ConnectedAsync("PW-OPEN", 0), ("has_key", false));
    }

    [Fact]
    public async Task Both_keys_count_until_the_charger_has_come_with_the_new_one()
    {
        const string Old = "the old password";
        await fixture.AddAsync("PW-TURN", required: 1, key: Old);
        await using var charger = await new Knock(Console.Ocpp, "PW-TURN").With(Old).EnterAsync();
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        var asking = Console.Web.WriteAsync("/api/chargers/PW-TURN/security/key/rotate", "");
        var (id, sent) = await charger.ExpectCallAsync("ChangeConfiguration");
        var key = sent.GetProperty("value").GetString()!;
        Assert.Equal(("AuthorizationKey", 40), (sent.GetProperty("key").GetString(), key.Length));

        // Before it answered at all, and after it agreed: nobody knows yet which one it will come with.
        Has(await fixture.SecurityAsync("PW-TURN"), ("key_proven_at", null), ("has_key", true));
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Has((await asking).Ok(), ("success", true));
        var knock = new Knock(Console.Ocpp, "PW-TURN");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.With(Old).StatusAsync());
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (knock with { Password = Convert.FromHexString(key) }).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await knock.With(Old).StatusAsync());
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.With(key).StatusAsync());
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await fixture.SecurityAsync("PW-TURN")).GetProperty("key_proven_at").ValueKind);
        Assert.DoesNotContain(key, (await Console.Web.ReadAsync("/api/chargers/PW-TURN/messages")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_charger_refused_opens_nothing()
    {
        const string Old = "the old password";
        await fixture.AddAsync("PW-REF", required: 1, key: Old);
        await using var charger = await new Knock(Console.Ocpp, "PW-REF").With(Old).EnterAsync();
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        var asking = Console.Web.CallAsync(HttpMethod.Put, "/api/chargers/PW-REF/security/key", """{"key":"the new password","send":true}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("ChangeConfiguration")).Id, """{"status":"Rejected"}""");
        Has((await asking).Ok(), ("success", false));
        Assert.Equal(HttpStatusCode.Unauthorized, await new Knock(Console.Ocpp, "PW-REF").With("the new password").StatusAsync());
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await new Knock(Console.Ocpp, "PW-REF").With(Old).StatusAsync());
    }

    [Fact]
    public async Task A_charger_may_not_come_with_less_than_it_did_unless_an_operator_says_so()
    {
        const string Key = "what it came with";
        await fixture.AddAsync("PW-LESS", key: Key);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await new Knock(Console.OcppTls!, "PW-LESS").With(Key).StatusAsync());
        Has(await fixture.SecurityAsync("PW-LESS"), ("own_profile", 2), ("own_profile_by", null));

        Assert.Equal(HttpStatusCode.Forbidden, await new Knock(Console.Ocpp, "PW-LESS").With(Key).StatusAsync());
        Assert.Contains("over TLS", fixture.Refusal("PW-LESS"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await new Knock(Console.OcppTls!, "PW-LESS").StatusAsync());

        (await Console.Web.CallAsync(HttpMethod.Put, "/api/chargers/PW-LESS/security", """{"required_profile":1}""")).Ok();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await new Knock(Console.Ocpp, "PW-LESS").With(Key).StatusAsync());
    }

    [Fact]
    public async Task Keys_and_rules_survive_a_restart_and_no_key_is_on_disk()
    {
        const string Key = "survives-and-hides";
        using var server = new TestAuthority("Server CA");
        var console = await DoorFixture.StartAsync(server);
        await console.Get<Core.ChargePoints.ChargePointRegister>().AddAsync("PW-REST");
        await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/PW-REST/security/key", $$"""{"key":"{{Key}}"}""");
        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/PW-REST/security", """{"required_profile":1}""")).Ok();
        var folder = await console.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.All(Directory.EnumerateFiles(folder), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)) < 0, $"{file} holds the key"));

        console = await RunningConsole.StartOnAsync(folder);
        Assert.Equal(HttpStatusCode.Unauthorized, await new Knock(console.Ocpp, "PW-REST").With("not this one, no").StatusAsync());
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await new Knock(console.Ocpp, "PW-REST").With(Key).StatusAsync());
        await console.DiscardAsync();
    }
}

using System.Net;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>The lowest profile for all, from both sides.</summary>
public sealed class MinimumProfileTests
{
    private const string Key = "known to both sides";

    [Theory]
    [InlineData(0, 101, 101, 101, 101)]
    [InlineData(1, 401, 101, 401, 101)]
    [InlineData(2, 403, 403, 401, 101)]
    [InlineData(3, 403, 403, 403, 403)]
    public async Task Who_comes_with_less_is_refused_and_who_comes_with_as_much_is_let_in(int minimum, int plain, int password, int tls, int tlsPassword)
    {
        using var server = new TestAuthority("Server CA");
        using var ours = new TestAuthority("Our CA");
        await using var console = await DoorFixture.StartAsync(server, $"Ocpp:MinimumSecurityProfile={minimum}");
        (await console.Web.WriteAsync("/api/certificates/trusted", System.Text.Json.JsonSerializer.Serialize(new { pem = ours.Pem }))).Ok();
        async Task<int> TryAsync(string id, bool isTls, bool hasPassword)
        {
            await console.Get<ChargePointRegister>().AddAsync(id);
            await console.Web.CallAsync(HttpMethod.Put, $"/api/chargers/{id}/security/key", $$"""{"key":"{{Key}}"}""");
            var knock = new Knock(isTls ? console.OcppTls! : console.Ocpp, id);
            return (int)await (hasPassword ? knock.With(Key) : knock).StatusAsync();
        }

        Assert.Equal(plain, await TryAsync("A", isTls: false, hasPassword: false));
        Assert.Equal(password, await TryAsync("B", isTls: false, hasPassword: true));
        Assert.Equal(tls, await TryAsync("C", isTls: true, hasPassword: false));
        Assert.Equal(tlsPassword, await TryAsync("D", isTls: true, hasPassword: true));

        // A stranger with a certificate proves who it is; one without is not even made known.
        using var certificate = ours.Issue("E");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (new Knock(console.OcppTls!, "E") with { Certificate = certificate }).StatusAsync());
        if (minimum > 0)
        {
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, await new Knock(console.OcppTls!, "STRANGER").With(Key).StatusAsync());
            Assert.Null(console.Get<Fleet>().FindAlso("STRANGER"));
        }
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_the_plain_listener_counts_as_TLS()
    {
        using var server = new TestAuthority("Server CA");
        await using var console = await DoorFixture.StartAsync(server, "Ocpp:MinimumSecurityProfile=2", "Ocpp:TlsEndsAtProxy=true");
        await console.Get<ChargePointRegister>().AddAsync("A");
        await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/A/security/key", $$"""{"key":"{{Key}}"}""");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await new Knock(console.Ocpp, "A").With(Key).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await new Knock(console.Ocpp, "A").StatusAsync());
    }
}

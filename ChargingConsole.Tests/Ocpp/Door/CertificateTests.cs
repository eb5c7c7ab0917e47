using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>Security profile 3: who comes with which certificate.</summary>
public sealed class CertificateTests(DoorFixture fixture) : IClassFixture<DoorFixture>
{
    private RunningConsole Console => fixture.Console;

    [Theory]
    [InlineData("CRT-1", false, false, false)]
    [InlineData("CRT-2", false, true, false)]
    [InlineData("CRT-3", true, false, false)]
    [InlineData("CRT-4", true, true, true)]
    public async Task A_charger_with_a_certificate_of_a_trusted_authority_is_let_in(string id, bool isForeign, bool isRsa, bool isAlternative)
    {
        await fixture.AddAsync(id, required: 3);
        var authority = isForeign ? fixture.Foreign : fixture.Ours;
        using var certificate = isAlternative ? authority.Issue("made in 2026", isRsa: isRsa, alternative: id.ToLowerInvariant()) : authority.Issue(id, isRsa: isRsa);
        await using var charger = await (new Knock(Console.OcppTls!, id) with { Certificate = certificate }).EnterAsync();
        Has(await fixture.ConnectedAsync(id, 3), ("certificate_fingerprint", certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task An_intermediate_of_an_imported_root_need_not_be_imported_when_the_charger_sends_it()
    {
        await fixture.AddAsync("CRT-MID", required: 3);
        using var middle = new TestAuthority("Middle CA", under: fixture.Foreign);
        using var certificate = middle.Issue("CRT-MID");
        // .NET sends what it finds in its stores only; so the console is told of it, as the import allows.
        Assert.Equal(HttpStatusCode.Forbidden, await (new Knock(Console.OcppTls!, "CRT-MID") with { Certificate = certificate }).StatusAsync());
        (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = middle.Pem }))).Ok();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (new Knock(Console.OcppTls!, "CRT-MID") with { Certificate = certificate }).StatusAsync());

        // And one that only claims to be of it.
        using var forger = new TestAuthority("Middle CA");
        using var forged = forger.Issue("CRT-MID");
        Assert.Equal(HttpStatusCode.Forbidden, await (new Knock(Console.OcppTls!, "CRT-MID") with { Certificate = forged }).StatusAsync());
    }

    [Fact]
    public async Task A_subordinate_authority_trusted_without_its_root_is_believed_and_what_is_forged_in_its_name_is_not()
    {
        await fixture.AddAsync("CRT-SUB", required: 3);
        using var root = new TestAuthority("Far away root");
        using var subordinate = new TestAuthority("Sub CA", under: root);
        (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = subordinate.Pem }))).Ok();
        using var right = subordinate.Issue("CRT-SUB");
        using var forger = new TestAuthority("Sub CA");
        using var forged = forger.Issue("CRT-SUB");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (new Knock(Console.OcppTls!, "CRT-SUB") with { Certificate = right }).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await (new Knock(Console.OcppTls!, "CRT-SUB") with { Certificate = forged }).StatusAsync());
    }

    [Theory]
    [InlineData("none", "showed no certificate")]
    [InlineData("stranger", "of no authority that is trusted")]
    [InlineData("forged", "of no authority that is trusted")]
    [InlineData("expired", "expired on")]
    [InlineData("early", "valid only from")]
    [InlineData("other", "another charger's")]
    [InlineData("plain", "came over a plain connection")]
    public async Task Any_other_is_refused_and_told_why(string kind, string reason)
    {
        var id = $"CRT-{kind}";
        await fixture.AddAsync(id, required: 3, key: "right but not enough");
        using var stranger = new TestAuthority(kind == "forged" ? "Our CA" : "Nobody");
        using var certificate = kind switch
        {
            "stranger" or "forged" => stranger.Issue(id),
            "expired" => fixture.Ours.Issue(id, from: 20, days: -1),
            "early" => fixture.Ours.Issue(id, from: -2),
            "other" => fixture.Ours.Issue("ANOTHER"),
            _ => null,
        };
        var knock = new Knock(kind == "plain" ? Console.Ocpp : Console.OcppTls!, id).With("right but not enough") with { Certificate = certificate };
        Assert.Equal(HttpStatusCode.Forbidden, await knock.StatusAsync());
        Assert.Contains(reason, fixture.Refusal(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_does_not_hold_is_refused_even_where_a_password_would_do()
    {
        await fixture.AddAsync("CRT-PW", required: 1, key: "right all the same");
        var knock = new Knock(Console.OcppTls!, "CRT-PW").With("right all the same");
        using var expired = fixture.Ours.Issue("CRT-PW", from: 20, days: -1);
        Assert.Equal(HttpStatusCode.Forbidden, await (knock with { Certificate = expired }).StatusAsync());

        // The one that its maker gave it says nothing here, and the password does.
        using var maker = new TestAuthority("Maker");
        using var made = maker.Issue("serial 4711");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (knock with { Certificate = made }).StatusAsync());
    }

    [Fact]
    public async Task A_revoked_certificate_cuts_the_connection_and_opens_the_door_no_more()
    {
        await fixture.AddAsync("CRT-REV", required: 3);
        using var certificate = fixture.Ours.Issue("CRT-REV");
        var knock = new Knock(Console.OcppTls!, "CRT-REV") with { Certificate = certificate };
        await using var charger = await knock.EnterAsync();
        (await Console.Web.WriteAsync("/api/certificates/revoked", JsonSerializer.Serialize(new { pem = certificate.ExportCertificatePem() }))).Ok();
        await Console.Web.UntilAsync("/api/chargers/CRT-REV/status", status => !status.GetProperty("ws_connected").GetBoolean());

        Assert.Equal(HttpStatusCode.Forbidden, await knock.StatusAsync());
        Assert.Contains("revoked", fixture.Refusal("CRT-REV"), StringComparison.Ordinal);
        using var next = fixture.Ours.Issue("CRT-REV");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (knock with { Certificate = next }).StatusAsync());
    }

    [Fact]
    public async Task An_authority_that_is_trusted_no_longer_lets_nobody_in()
    {
        await fixture.AddAsync("CRT-GONE", required: 3);
        using var passing = new TestAuthority("Passing CA");
        var trusted = (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = passing.Pem }))).Ok()[0];
        using var certificate = passing.Issue("CRT-GONE");
        var knock = new Knock(Console.OcppTls!, "CRT-GONE") with { Certificate = certificate };
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await Console.Web.CallAsync(HttpMethod.Delete, $"/api/certificates/trusted/{trusted.GetProperty("fingerprint").GetString()}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await knock.StatusAsync());
    }

    [Fact]
    public async Task What_is_no_authority_is_not_trusted()
    {
        using var certificate = fixture.Ours.Issue("CRT-X");
        foreach (var pem in new[] { "nonsense", certificate.ExportCertificatePem() })
        {
            (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem }))).Problem(HttpStatusCode.UnprocessableEntity);
        }
    }
}

using System.Net;
using System.Net.WebSockets;
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
    public async Task A_certificate_is_for_the_charger_that_was_found_and_not_for_another_part_of_its_address()
    {
        using var server = new TestAuthority("Server CA");
        await using var console = await DoorFixture.StartAsync(server, "Ocpp:TryEarlierSegments=true");
        (await console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = fixture.Foreign.Pem }))).Ok();
        await console.Get<Core.ChargePoints.ChargePointRegister>().AddAsync("SEG-VICTIM");
        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/SEG-VICTIM/security", """{"required_profile":3}""")).Ok();
        using var certificate = fixture.Foreign.Issue("SEG-OWN");
        var knock = new Knock(new Uri(console.OcppTls!, "SEG-VICTIM/"), "SEG-OWN") with { Certificate = certificate };
        Assert.Equal(HttpStatusCode.Forbidden, await knock.StatusAsync());
        Assert.Contains("another charger's", console.Get<ChargingConsole.Ocpp.RejectedConnections>().Latest[^1].Reason, StringComparison.Ordinal);
        using var right = fixture.Foreign.Issue("SEG-VICTIM");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await (knock with { Certificate = right }).StatusAsync());
    }

    [Fact]
    public async Task A_serial_number_is_a_name_only_where_it_is_nobody_elses_and_the_charger_was_taken_in()
    {
        await fixture.AddAsync("SER-VICTIM", required: 3);
        await using (var evil = await RawCharger.ConnectAsync(Console.Ocpp, "SER-EVIL"))
        {
            await BootAsync(evil, "ser-victim");
            // No certificate for another charger's name is to be had by calling oneself so.
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            var csr = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=SER-VICTIM", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSigningRequestPem();
            Assert.Equal("Rejected", (await evil.CallAsync("SignCertificate", JsonSerializer.Serialize(new { csr }))).GetProperty("status").GetString());
        }

        using var victims = fixture.Ours.Issue("SER-VICTIM");
        Assert.Equal(HttpStatusCode.Forbidden, await (new Knock(Console.OcppTls!, "SER-EVIL") with { Certificate = victims }).StatusAsync());

        // A serial number of its own will do, as the white paper has it.
        await using (var honest = await RawCharger.ConnectAsync(Console.Ocpp, "SER-HONEST"))
        {
            await BootAsync(honest, "SN-4711");
        }

        using var serial = fixture.Ours.Issue("SN-4711");
        var knock = new Knock(Console.OcppTls!, "SER-HONEST") with { Certificate = serial };
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.StatusAsync());

        // A stranger who calls himself so keeps it out as little as he gets in; but no new certificate is had for that name.
        var fleet = Console.Get<Core.ChargePoints.Fleet>();
        var stranger = fleet.Add(new Core.ChargePoints.ChargePointRow
        {
            Key = fleet.NextKey(),
            ChargePointId = "SN-4711",
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Registration = Core.ChargePoints.RegistrationStatus.Pending,
        });
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.StatusAsync());
        Assert.Equal(["SER-HONEST"], Core.Security.CertificateNames.ToSignFor(fleet, fleet.Find("SER-HONEST")!));
        stranger.Change(0, static (state, _) => state with { Row = state.Row with { Registration = Core.ChargePoints.RegistrationStatus.Rejected } });
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await knock.StatusAsync());
        fleet.Forget(stranger);

        // Until another charger says it is its own too: then nobody knows whose it is.
        await using (var claims = await RawCharger.ConnectAsync(Console.Ocpp, "SER-CLAIMS"))
        {
            await BootAsync(claims, "sn-4711");
        }

        Assert.Equal(HttpStatusCode.Forbidden, await (new Knock(Console.OcppTls!, "SER-CLAIMS") with { Certificate = serial }).StatusAsync());
    }

    [Fact]
    public async Task Whoever_came_by_the_word_of_an_authority_is_cut_off_when_it_is_trusted_no_longer_and_others_are_not()
    {
        using var passing = new TestAuthority("Cutting CA");
        var trusted = (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = passing.Pem }))).Ok()[0];
        await fixture.AddAsync("CUT-1", required: 3);
        await fixture.AddAsync("CUT-2", required: 3);
        using var theirs = passing.Issue("CUT-1");
        using var ours = fixture.Ours.Issue("CUT-2");
        await using var first = await (new Knock(Console.OcppTls!, "CUT-1") with { Certificate = theirs }).EnterAsync();
        await using var second = await (new Knock(Console.OcppTls!, "CUT-2") with { Certificate = ours }).EnterAsync();
        await fixture.ConnectedAsync("CUT-1", 3);
        await fixture.ConnectedAsync("CUT-2", 3);
        Assert.Equal(HttpStatusCode.NoContent, (await Console.Web.CallAsync(HttpMethod.Delete, $"/api/certificates/trusted/{trusted.GetProperty("fingerprint").GetString()}")).Status);
        await Console.Web.UntilAsync("/api/chargers/CUT-1/status", status => !status.GetProperty("ws_connected").GetBoolean());
        await second.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
    }

    [Fact]
    public async Task Revoking_an_issuing_authority_cuts_those_with_its_certificates()
    {
        await fixture.AddAsync("CUT-3", required: 3);
        using var middle = new TestAuthority("Cut middle CA", under: fixture.Foreign);
        (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = middle.Pem }))).Ok();
        using var certificate = middle.Issue("CUT-3");
        var knock = new Knock(Console.OcppTls!, "CUT-3") with { Certificate = certificate };
        await using var charger = await knock.EnterAsync();
        await fixture.ConnectedAsync("CUT-3", 3);
        (await Console.Web.WriteAsync("/api/certificates/revoked", JsonSerializer.Serialize(new { pem = middle.Pem }))).Ok();
        await Console.Web.UntilAsync("/api/chargers/CUT-3/status", status => !status.GetProperty("ws_connected").GetBoolean());
        Assert.Equal(HttpStatusCode.Forbidden, await knock.StatusAsync());
        Assert.Contains("which was revoked", fixture.Refusal("CUT-3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_authority_is_believed_by_nobody_however_many_are_judged_meanwhile()
    {
        var authorities = Console.Get<Core.Security.TrustedAuthorities>();
        using var enough = new CancellationTokenSource();
        // On threads of their own, which give way: the pool and its two cores belong to the tests beside this one as well.
        var judging = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    authorities.All();
                    Thread.Yield();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        using var passing = new TestAuthority("Racing CA");
        for (var i = 0; i < 100; i++)
        {
            var (rows, _) = await authorities.ImportAsync(passing.Pem, "test");
            Assert.True(await authorities.RemoveAsync(rows[0].Fingerprint, "test"));
            Assert.DoesNotContain(authorities.All(), certificate => certificate.Subject == "CN=Racing CA");
        }

        await enough.CancelAsync();
        await Task.WhenAll(judging);
    }

    [Fact]
    public async Task What_was_withdrawn_on_the_way_in_is_noticed_inside()
    {
        await fixture.AddAsync("CUT-4", required: 3);
        using var certificate = fixture.Ours.Issue("CUT-4");
        var sessions = Console.Get<Core.Ocpp.Sessions.ConnectedSessions>();
        var chargePoint = Console.Get<Core.ChargePoints.Fleet>().Find("CUT-4")!;
        var certificates = Console.Get<Core.Security.ClientCertificates>();
        var verdict = certificates.Judge(certificate, [], "CUT-4", chargePoint);
        Assert.Null(verdict.Problem);
        var admitted = new Core.Security.AdmittedAs(Core.Security.SecurityProfile.TlsCertificate, IsTls: true, Core.Security.Fingerprint.Of(certificate)) { Authorities = verdict.Authorities };
        Assert.False(certificates.IsWithdrawn(admitted));
        (await Console.Web.WriteAsync("/api/certificates/revoked", JsonSerializer.Serialize(new { pem = certificate.ExportCertificatePem() }))).Ok();
        Assert.True(certificates.IsWithdrawn(admitted));
        Assert.True(certificates.IsWithdrawn(admitted with { Certificate = "OTHER", Authorities = ["GONE"] }));
        Assert.False(certificates.IsWithdrawn(Core.Security.AdmittedAs.Anybody));
        using var socket = new QuietSocket();
        await sessions.ServeAsync(chargePoint, socket, "127.0.0.1:1", null, admitted, certificates.IsWithdrawn, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    private static Task<JsonElement> BootAsync(RawCharger charger, string serial) =>
        charger.CallAsync("BootNotification", $$"""{"chargePointVendor":"V","chargePointModel":"M","chargePointSerialNumber":"{{serial}}"}""");

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

    /// <summary>A socket on which nothing comes until it is cut.</summary>
    private sealed class QuietSocket : WebSocket
    {
        private readonly TaskCompletionSource<WebSocketReceiveResult> _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => _cut.Task.IsCompleted ? WebSocketState.Aborted : WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => _cut.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Dispose() => Abort();

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => _cut.Task;

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

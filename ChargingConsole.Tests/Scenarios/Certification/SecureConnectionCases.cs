using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Protocol;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Ocpp.Door;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of basic authentication, TLS and security profiles, with a virtual charge point that does as the white paper says.</summary>
public sealed class SecureConnectionCases(DoorFixture fixture) : IClassFixture<DoorFixture>
{
    private const string Key = "0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF";

    private RunningConsole Console => fixture.Console;

    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task TC_073_Update_charge_point_password_for_HTTP_basic_authentication()
    {
        await fixture.AddAsync("TC073", required: 1, key: "the first password");
        await using var charger = Make("TC073", options => options with { Password = "the first password" });
        await BootAsync(charger);
        Has((await Web.WriteAsync("/api/chargers/TC073/security/key/rotate", "")).Ok(), ("success", true), ("status", "Accepted"));

        // It connects anew by itself, with the new one.
        await Web.UntilAsync("/api/chargers/TC073/security", security => security.GetProperty("key_proven_at").ValueKind == JsonValueKind.String);
        Assert.Equal(HttpStatusCode.Unauthorized, await new Knock(Console.Ocpp, "TC073").With("the first password").StatusAsync());
    }

    [Fact]
    public async Task TC_074_Update_charge_point_certificate_by_request_of_central_system()
    {
        await fixture.AddAsync("TC074", required: 3);
        using var first = fixture.Ours.Issue("TC074");
        await using var charger = Make("TC074", options => options with { CentralSystem = Console.OcppTls!, Certificate = first });
        await BootAsync(charger);
        await Web.WriteAsync("/api/chargers/TC074/commands/ExtendedTriggerMessage", """{"requestedMessage":"SignChargePointCertificate"}""");

        // Signed by the console's authority, installed, and used on the next connection.
        await Web.UntilAsync("/api/chargers/TC074/security", security => security.GetProperty("certificate_fingerprint").GetString() is { } shown && shown != first.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
        await Web.UntilAsync("/api/chargers/TC074/certificates", told => told.GetProperty("issued")[0].GetProperty("state").GetString() == "installed");
    }

    [Fact]
    public async Task TC_075_and_078_Install_a_central_system_certificate_and_meet_one_that_does_not_hold()
    {
        await fixture.AddAsync("TC075", key: Key);
        using var wrong = new TestAuthority("Wrong root");
        await using var charger = Make("TC075", options => options with { Password = Key, SecureCentralSystem = Console.OcppTls!, ServerRoots = [] });
        await BootAsync(charger);
        await InstallAsync("TC075", wrong.Pem, "Accepted");
        await UpgradeAsync("TC075", 2, isAccepted: true);
        await Web.UntilAsync("/api/chargers/TC075/security-events", events => events.EnumerateArray().Any(row => row.GetProperty("type").GetString() == "InvalidCentralSystemCertificate"));
        Has(await fixture.ConnectedAsync("TC075", 1), ("connected_profile", 1), ("required_profile", 1));

        await InstallAsync("TC075", fixture.ServerRoot.ExportCertificatePem(), "Accepted");
        await UpgradeAsync("TC075", 2, isAccepted: true);
        await Web.UntilAsync("/api/chargers/TC075/security", security => security.GetProperty("connected_profile") is { ValueKind: JsonValueKind.Number } profile && profile.GetInt32() == 2);
    }

    [Fact]
    public async Task TC_083_Upgrade_the_security_profile_step_by_step_and_never_back()
    {
        await using var charger = Make("TC083", options => options with { SecureCentralSystem = Console.OcppTls!, ServerRoots = [fixture.ServerRoot] });
        await BootAsync(charger);
        (await Web.WriteAsync("/api/chargers/TC083/security/upgrade", """{"profile":1}""")).Problem(HttpStatusCode.Conflict);
        (await Web.WriteAsync("/api/chargers/TC083/security/key/rotate", "")).Ok();
        await fixture.ConnectedAsync("TC083", 1);
        await UpgradeAsync("TC083", 2, isAccepted: true);
        await fixture.ConnectedAsync("TC083", 2);
        (await Web.WriteAsync("/api/chargers/TC083/security/upgrade", """{"profile":1}""")).Problem(HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.Forbidden, await new Knock(Console.Ocpp, "TC083").StatusAsync());

        await Web.WriteAsync("/api/chargers/TC083/commands/ExtendedTriggerMessage", """{"requestedMessage":"SignChargePointCertificate"}""");
        await Web.UntilAsync("/api/chargers/TC083/certificates", told => told.GetProperty("issued") is var issued && issued.GetArrayLength() > 0 && issued[0].GetProperty("state").GetString() == "installed");
        await UpgradeAsync("TC083", 3, isAccepted: true);
        await fixture.ConnectedAsync("TC083", 3);
        Has(await fixture.SecurityAsync("TC083"), ("required_profile", 3), ("configured_profile", 3), ("is_upgrading", false));
    }

    [Fact]
    public async Task TC_084_Upgrade_of_the_security_profile_is_refused_and_all_stays_as_it_was()
    {
        await fixture.AddAsync("TC084", required: 1, key: Key);
        await using var charger = Make("TC084", options => options with { Password = Key });
        await BootAsync(charger);
        await UpgradeAsync("TC084", 2, isAccepted: false);
        Has(await fixture.ConnectedAsync("TC084", 1), ("connected_profile", 1), ("required_profile", 1), ("is_upgrading", false));
    }

    [Theory]
    [InlineData(Key, 101)]
    [InlineData("0001020304050607FFFFFFFFFFFFFFFFFFFFFFFE", 401)]
    [InlineData(null, 401)]
    public async Task TC_085_Basic_authentication(string? presented, int status)
    {
        await fixture.AddAsync("TC085", required: 1, key: Key);
        var knock = new Knock(Console.Ocpp, "TC085");
        Assert.Equal(status, (int)await (presented is null ? knock : knock.With(presented)).StatusAsync());
    }

    [Fact]
    public async Task TC_086_TLS_with_a_server_side_certificate()
    {
        await fixture.AddAsync("TC086", required: 2, key: Key);
        await using var charger = Make("TC086", options => options with { CentralSystem = Console.OcppTls!, Password = Key, ServerRoots = [fixture.ServerRoot] });
        await BootAsync(charger);
        Has(await fixture.ConnectedAsync("TC086", 2), ("connected_profile", 2), ("is_tls", true));
    }

    [Fact]
    public async Task TC_087_TLS_with_a_client_side_certificate_and_077_with_one_that_does_not_hold()
    {
        await fixture.AddAsync("TC087", required: 3);
        using var right = fixture.Ours.Issue("TC087");
        using var wrong = fixture.Ours.Issue("TC087", from: 10, days: -1);
        await using (var refused = Make("TC087", options => options with { CentralSystem = Console.OcppTls!, Certificate = wrong, ServerRoots = [fixture.ServerRoot] }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<ConnectionRefusedException>(() => refused.ConnectAsync(TestContext.Current.CancellationToken))).Status);
        }

        await using var charger = Make("TC087", options => options with { CentralSystem = Console.OcppTls!, Certificate = right, ServerRoots = [fixture.ServerRoot] });
        await BootAsync(charger);
        Has(await fixture.ConnectedAsync("TC087", 3), ("connected_profile", 3));
    }

    [Fact]
    public async Task TC_088_WebSocket_subprotocol_validation()
    {
        await using (var charger = await RawCharger.ConnectAsync(Console.Ocpp, "TC088"))
        {
            Assert.Equal("ocpp1.6", charger.Subprotocol);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => RawCharger.ConnectAsync(Console.Ocpp, "TC088", "ocpp0.1"));
        Assert.Contains("None of the subprotocols", fixture.Refusal("TC088"), StringComparison.Ordinal);
    }

    private VirtualChargePoint Make(string id, Func<VirtualChargePointOptions, VirtualChargePointOptions> change) => new(
        new ChargePointDescription { Id = id, Connectors = [new ConnectorDescription()] },
        change(new VirtualChargePointOptions { CentralSystem = Console.Ocpp, ServerRoots = [fixture.ServerRoot], ReconnectDelay = TimeSpan.FromMilliseconds(50), MeterValueInterval = TimeSpan.Zero }));

    private static async Task BootAsync(VirtualChargePoint charger)
    {
        await charger.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Accepted", (await charger.BootAsync(TestContext.Current.CancellationToken))?.Status);
    }

    private async Task UpgradeAsync(string id, int profile, bool isAccepted) =>
        Has((await Web.WriteAsync($"/api/chargers/{id}/security/upgrade", $$"""{"profile":{{profile}}}""")).Ok(), ("success", isAccepted));

    private async Task InstallAsync(string id, string pem, string status) => Has(
        (await Web.WriteAsync($"/api/chargers/{id}/commands/InstallCertificate", JsonSerializer.Serialize(new { certificateType = "CentralSystemRootCertificate", certificate = pem }))).Ok(),
        ("status", status));
}

using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Ocpp.Door;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of the security extension's messages.</summary>
public sealed class SecurityCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    private const string Update = """{"requestId":REQUEST,"firmware":{"location":"http://127.0.0.1/firmware.bin","retrieveDateTime":"2026-01-01T00:00:00.000Z","signingCertificate":"CERT","signature":"AAAA"}}""";

    [Theory]
    [InlineData("Accepted", true, "CentralSystemRootCertificate")]
    [InlineData("Accepted", true, "ManufacturerRootCertificate")]
    [InlineData("Rejected", false, "CentralSystemRootCertificate")]
    [InlineData("Failed", false, "CentralSystemRootCertificate")]
    public async Task TC_075_Install_a_certificate_on_the_charge_point(string status, bool success, string type)
    {
        var id = $"TC075-{status}-{type[0]}";
        using var root = new TestAuthority("Some root");
        await using var charger = await BootAsync(id);
        var (sent, told) = await AskAsync(charger, id, "InstallCertificate", JsonSerializer.Serialize(new { certificateType = type, certificate = root.Pem }), $$"""{"status":"{{status}}"}""");
        using var payload = JsonDocument.Parse(sent);
        Assert.Equal((type, root.Pem), (payload.RootElement.GetProperty("certificateType").GetString(), payload.RootElement.GetProperty("certificate").GetString()));
        Has(told, ("success", success), ("status", status));
    }

    [Theory]
    [InlineData("Accepted", true)]
    [InlineData("Failed", false)]
    [InlineData("NotFound", false)]
    public async Task TC_076_Delete_a_certificate_from_the_charge_point(string status, bool success)
    {
        var id = $"TC076-{status}";
        await using var charger = await BootAsync(id);
        var (_, told) = await AskAsync(charger, id, "DeleteCertificate", """{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"AA","issuerKeyHash":"BB","serialNumber":"0C"}}""", $$"""{"status":"{{status}}"}""");
        Has(told, ("success", success), ("status", status));
    }

    [Fact]
    public async Task TC_077_The_charge_point_was_given_an_invalid_certificate_and_says_so()
    {
        await using var charger = await BootAsync("TC077");
        await charger.CallAsync("SecurityEventNotification", $$"""{"type":"InvalidChargePointCertificate","timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        Has((await Web.ReadAsync("/api/chargers/TC077/security-events")).Ok()[0], ("type", "InvalidChargePointCertificate"));
    }

    [Fact]
    public async Task TC_079_Get_the_security_log()
    {
        await using var charger = await BootAsync("TC079");
        var (sent, told) = await AskAsync(charger, "TC079", "GetLog", """{"logType":"SecurityLog"}""", """{"status":"Accepted","filename":"security.log"}""");
        Has(told, ("success", true));
        using var payload = JsonDocument.Parse(sent);
        var requestId = payload.RootElement.GetProperty("requestId").GetInt64();
        foreach (var status in new[] { "Uploading", "Uploaded" })
        {
            if (status == "Uploaded")
            {
                using var content = new StringContent("the security log");
                using var answer = await Web.PutAsync(payload.RootElement.GetProperty("log").GetProperty("remoteLocation").GetString() + "security.log", content, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode);
            }

            await charger.CallAsync("LogStatusNotification", $$"""{"status":"{{status}}","requestId":{{requestId}}}""");
        }

        Has((await Web.ReadAsync("/api/chargers/TC079/transfers")).Ok()[0], ("kind", "log"), ("state", "done"), ("file_name", "security.log"));
    }

    [Fact]
    public async Task TC_080_Secure_firmware_update()
    {
        await using var charger = await RawCharger.ConnectAsync(Console.Ocpp, "TC080");
        await charger.CallAsync("BootNotification", Boot);
        var requestId = await UpdateAsync(charger, "TC080");
        foreach (var status in new[] { "Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting" })
        {
            await TellAsync(charger, status, requestId);
        }

        await charger.CallAsync("BootNotification", Boot.Replace("1.0", "2.0", StringComparison.Ordinal));
        await TellAsync(charger, "Installed", requestId);
        Has((await Web.ReadAsync("/api/chargers/TC080/transfers")).Ok()[0], ("state", "done"), ("version_after", "2.0"));
    }

    [Fact]
    public async Task TC_081_Secure_firmware_update_with_an_invalid_signature()
    {
        await using var charger = await BootAsync("TC081");
        var requestId = await UpdateAsync(charger, "TC081");
        foreach (var status in new[] { "Downloading", "Downloaded", "InvalidSignature" })
        {
            await TellAsync(charger, status, requestId);
        }

        await charger.CallAsync("SecurityEventNotification", $$"""{"type":"InvalidFirmwareSignature","timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        Has((await Web.ReadAsync("/api/chargers/TC081/transfers")).Ok()[0], ("state", "failed"));
        Has((await Web.ReadAsync("/api/chargers/TC081/security-events")).Ok()[0], ("type", "InvalidFirmwareSignature"));
    }

    private async Task<long> UpdateAsync(RawCharger charger, string id)
    {
        using var root = new TestAuthority("Maker");
        var request = Update.Replace("REQUEST", "7", StringComparison.Ordinal).Replace("CERT", JsonEncodedText.Encode(root.Pem).ToString(), StringComparison.Ordinal);
        var (sent, told) = await AskAsync(charger, id, "SignedUpdateFirmware", request, """{"status":"Accepted"}""");
        Has(told, ("success", true), ("status", "Accepted"));
        using var payload = JsonDocument.Parse(sent);
        return payload.RootElement.GetProperty("requestId").GetInt64();
    }

    private static async Task TellAsync(RawCharger charger, string status, long requestId) =>
        Assert.Equal("{}", (await charger.CallAsync("SignedFirmwareStatusNotification", $$"""{"status":"{{status}}","requestId":{{requestId}}}""")).GetRawText());
}

using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>OCA test cases of the security extension and of data transfer, as they concern the central system.</summary>
public sealed class SecurityExtension(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Theory]
    [InlineData("""{"vendorId":"no.such.vendor","messageId":"x","data":"y"}""", """{"status":"UnknownVendorId"}""")]
    [InlineData("""{"vendorId":"chargingconsole","messageId":"NoSuch"}""", """{"status":"UnknownMessageId"}""")]
    [InlineData("""{"vendorId":"ChargingConsole"}""", """{"status":"UnknownMessageId"}""")]
    [InlineData("""{"vendorId":"ChargingConsole","messageId":"Echo","data":"Grüße"}""", """{"status":"Accepted","data":"Grüße"}""")]
    [InlineData("""{"vendorId":"ChargingConsole","messageId":"Echo"}""", """{"status":"Rejected"}""")]
    public async Task TC_064_data_transfer_to_the_central_system_is_answered_by_vendor_and_message(string payload, string expected)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC-064", 1);
        Assert.Equal(expected, (await charger.CallAsync("DataTransfer", payload)).GetRawText());
    }

    [Fact]
    public async Task TC_074_the_central_system_asks_for_a_new_certificate_and_gives_it_to_the_charger()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC-074", 1);
        var asked = Web.WriteAsync("/api/chargers/TC-074/commands/ExtendedTriggerMessage", """{"requestedMessage":"SignChargePointCertificate"}""");
        var (id, payload) = await charger.ExpectCallAsync("ExtendedTriggerMessage");
        Assert.Equal("""{"requestedMessage":"SignChargePointCertificate"}""", payload.GetRawText());
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task TC_075_and_076_installed_certificates_are_read_and_one_is_deleted()
    {
        const string Hash = """{"hashAlgorithm":"SHA256","issuerNameHash":"AA11","issuerKeyHash":"BB22","serialNumber":"0C"}""";
        const string Other = """{"hashAlgorithm":"SHA256","issuerNameHash":"AA11","issuerKeyHash":"BB22","serialNumber":"0D"}""";
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC-075", 1);
        await AskAsync(charger, "GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""", $$"""{"status":"Accepted","certificateHashData":[{{Hash}},{{Other}}]}""");
        var told = (await Web.ReadAsync("/api/chargers/TC-075/certificates")).Ok().GetProperty("installed");
        Assert.Equal(["0C", "0D"], told[0].GetProperty("certificates").EnumerateArray().Select(certificate => certificate.GetProperty("serial_number").GetString()));

        await AskAsync(charger, "DeleteCertificate", $$$"""{"certificateHashData":{{{Hash}}}}""", """{"status":"Failed"}""");
        Assert.Equal(2, (await Web.ReadAsync("/api/chargers/TC-075/certificates")).Ok().GetProperty("installed")[0].GetProperty("certificates").GetArrayLength());
        await AskAsync(charger, "DeleteCertificate", $$$"""{"certificateHashData":{{{Hash}}}}""", """{"status":"Accepted"}""");
        var left = (await Web.ReadAsync("/api/chargers/TC-075/certificates")).Ok().GetProperty("installed")[0].GetProperty("certificates");
        Assert.Equal("0D", Assert.Single(left.EnumerateArray()).GetProperty("serial_number").GetString());

        await AskAsync(charger, "GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""", """{"status":"NotFound"}""");
        Assert.Equal(0, (await Web.ReadAsync("/api/chargers/TC-075/certificates")).Ok().GetProperty("installed")[0].GetProperty("certificates").GetArrayLength());
    }

    [Fact]
    public async Task TC_077_to_079_security_events_are_kept_and_the_critical_ones_marked()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC-077", 1);
        await charger.CallAsync("SecurityEventNotification", $$"""{"type":"InvalidCentralSystemCertificate","timestamp":"{{Recently.Day}}T10:00:00Z","techInfo":"CN=evil"}""");
        await charger.CallAsync("SecurityEventNotification", $$"""{"type":"TamperDetectionActivated","timestamp":"{{Recently.Day}}T10:00:01Z"}""");
        await charger.CallAsync("SecurityEventNotification", $$"""{"type":"VendorsOwn","timestamp":"{{Recently.Day}}T10:00:02Z"}""");

        var events = (await Web.ReadAsync("/api/chargers/TC-077/security-events")).Ok().EnumerateArray().ToList();
        Assert.Equal(["VendorsOwn False", "TamperDetectionActivated True", "InvalidCentralSystemCertificate False"], events.Select(row => $"{row.GetProperty("type").GetString()} {row.GetProperty("critical").GetBoolean()}"));
        Assert.Equal(("CN=evil", $"{Recently.Day}T10:00:00.000Z"), (events[2].GetProperty("tech_info").GetString(), events[2].GetProperty("timestamp").GetString()));
        Assert.Single((await Web.ReadAsync("/api/chargers/TC-077/security-events?critical=1")).Ok().EnumerateArray());
        Assert.Equal(2, (await Web.ReadAsync($"/api/chargers/TC-077/security-events?before={events[0].GetProperty("id").GetInt64()}")).Ok().GetArrayLength());

        var refused = await charger.CallForFrameAsync("SecurityEventNotification", $$"""{"timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        Assert.Equal("OccurenceConstraintViolation", refused[2].GetString());
    }

    private async Task AskAsync(RawCharger charger, string action, string payload, string answer)
    {
        var asked = Web.WriteAsync($"/api/chargers/TC-075/commands/{action}", payload);
        await charger.AnswerAsync((await charger.ExpectCallAsync(action)).Id, answer);
        (await asked).Ok();
    }
}

using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The test cases of the OCA for a central system that charges smartly.</summary>
public sealed class SmartChargingCases(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task TC_056_Central_smart_charging_with_a_TxDefaultProfile()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC056", 1);
        var profile = await LibraryAsync("TC056", "TxDefaultProfile", "Absolute");

        var asked = Web.WriteAsync("/api/chargers/TC056/charging-profiles", $$"""{"profile_id":{{profile}},"connector_id":1}""");
        var call = await charger.ExpectCallAsync("SetChargingProfile");
        var sent = call.Payload.GetProperty("csChargingProfiles");
        Assert.Equal(("TxDefaultProfile", "Absolute"), (Text(sent, "chargingProfilePurpose"), Text(sent, "chargingProfileKind")));
        Assert.False(sent.TryGetProperty("transactionId", out _));
        Assert.Equal(0, sent.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod")[0].GetProperty("startPeriod").GetInt32());
        await charger.AnswerAsync(call.Id, """{"status":"Accepted"}""");

        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
        Assert.Single((await Web.ReadAsync("/api/chargers/TC056/charging-profiles")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task TC_057_Central_smart_charging_with_a_TxProfile_of_the_open_session()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC057", 1);
        var profile = await LibraryAsync("TC057", "TxProfile", "Absolute");
        var transaction = await charger.BeginAsync();

        var asked = Web.WriteAsync("/api/chargers/TC057/charging-profiles", $$"""{"profile_id":{{profile}},"connector_id":1}""");
        var call = await charger.ExpectCallAsync("SetChargingProfile");
        var sent = call.Payload.GetProperty("csChargingProfiles");
        Assert.Equal(("TxProfile", transaction), (Text(sent, "chargingProfilePurpose"), sent.GetProperty("transactionId").GetInt32()));
        Assert.Equal(1, call.Payload.GetProperty("connectorId").GetInt32());
        await charger.AnswerAsync(call.Id, """{"status":"Accepted"}""");

        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task TC_059_Remote_start_with_a_charging_profile()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC059", 1);
        var asked = Web.WriteAsync("/api/chargers/TC059/commands/RemoteStartTransaction",
            """{"connectorId":1,"idTag":"APP_USER","chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6}]}}}""");
        var call = await charger.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal("TxProfile", Text(call.Payload.GetProperty("chargingProfile"), "chargingProfilePurpose"));
        Assert.False(call.Payload.GetProperty("chargingProfile").TryGetProperty("transactionId", out _));
        await charger.AnswerAsync(call.Id, """{"status":"Accepted"}""");
        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());

        var transaction = await charger.BeginAsync();
        await charger.StatusAsync(1, "Charging");
        var installed = Assert.Single((await Web.ReadAsync("/api/chargers/TC059/charging-profiles")).Ok().EnumerateArray());
        Assert.Equal(transaction, installed.GetProperty("transaction_id").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task TC_066_Get_composite_schedule(int connector)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, $"TC066-{connector}", 1);
        var asked = Web.WriteAsync($"/api/chargers/TC066-{connector}/composite-schedule", $$"""{"connector_id":{{connector}},"duration":300,"unit":"W"}""");
        var call = await charger.ExpectCallAsync("GetCompositeSchedule");
        Assert.Equal($$"""{"connectorId":{{connector}},"duration":300,"chargingRateUnit":"W"}""", call.Payload.GetRawText());
        await charger.AnswerAsync(call.Id, ProfileCharger.Composite(call.Payload, 4200, "W"));

        var answer = (await asked).Ok();
        Assert.Equal(("W", 4200m), (answer.GetProperty("unit").GetString(), answer.GetProperty("told")[0].GetProperty("limit").GetDecimal()));
    }

    [Theory]
    [InlineData("""{"id":1}""", "Accepted")]
    [InlineData("""{"connectorId":1,"chargingProfilePurpose":"TxDefaultProfile","stackLevel":0}""", "Accepted")]
    [InlineData("{}", "Unknown")]
    public async Task TC_067_Clear_charging_profile(string criteria, string status)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "TC067", 1);
        var asked = Web.WriteAsync("/api/chargers/TC067/commands/ClearChargingProfile", criteria);
        var call = await charger.ExpectCallAsync("ClearChargingProfile");
        Assert.Equal(criteria, call.Payload.GetRawText());
        await charger.AnswerAsync(call.Id, $$"""{"status":"{{status}}"}""");

        Assert.Equal(status, (await asked).Ok().GetProperty("status").GetString());
    }

    private async Task<int> LibraryAsync(string name, string purpose, string kind) => (await Web.WriteAsync("/api/charging-profiles",
        $$$"""{"name":"{{{name}}}","purpose":"{{{purpose}}}","kind":"{{{kind}}}","stack_level":0,"schedule":{"unit":"A","start_schedule":"2026-01-01T00:00:00Z","duration":86400,"periods":[{"start_period":0,"limit":6},{"start_period":60,"limit":10}]}}""")).Json.GetProperty("id").GetInt32();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}

using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.SmartCharging;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>Chargers that take a limit in some forms only, each as its users reported it.</summary>
public sealed class LimitFormTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_charger_that_takes_everything_gets_a_default_in_amperes_on_the_connector()
    {
        await using var charger = await BootAsync("limit-all");
        charger.OnComposite = asked => ProfileCharger.Composite(asked, 16);

        var answer = await LimitAsync("limit-all", """{"connector_id":1,"amps":16.04}""");

        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("took", answer.GetProperty("check").GetString());
        var profile = Assert.Single(charger.Sets);
        Assert.Equal(("TxDefaultProfile", "Absolute", "A", 0), Form(profile));
        Assert.Equal(1, profile.GetProperty("connectorId").GetInt32());
        Assert.Equal("16", Limit(profile).GetRawText());
    }

    [Fact]
    public async Task A_profile_with_an_id_that_a_person_types_is_no_limit_and_is_not_replaced_by_one()
    {
        await using var charger = await BootAsync("limit-typed");
        (await Web.WriteAsync("/api/chargers/limit-typed/commands/SetChargingProfile", """
            {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",
            "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":20}]}}}
            """)).Ok();
        var limits = fixture.Console.Get<LimitDesk>();
        var chargePoint = fixture.Console.Get<Fleet>().Find("limit-typed")!;
        Assert.Empty(limits.Of(chargePoint, 1));

        await LimitAsync("limit-typed", """{"connector_id":1,"amps":10}""");

        Assert.Equal(1, Form(charger.Sets[^1]).Level);
        Assert.Single(limits.Of(chargePoint, 1));
        Assert.Equal(2, fixture.Console.Get<InstalledProfiles>().Of(chargePoint).Count);
    }

    // SteVe #462: a ChargePointMaxProfile on connector 0 is all that it takes.
    [Fact]
    public async Task A_charger_that_takes_only_the_maximum_on_connector_0_is_limited_as_a_whole()
    {
        await using var charger = await BootAsync("limit-max");
        charger.OnSet = asked => Form(asked).Purpose == "ChargePointMaxProfile" && asked.GetProperty("connectorId").GetInt32() == 0 ? "Accepted" : "Rejected";

        var answer = await LimitAsync("limit-max", """{"connector_id":1,"amps":10}""");

        Assert.Equal("not_told", answer.GetProperty("check").GetString());
        Assert.Contains("whole charger", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(9, charger.Sets.Count);
        Assert.Equal(9, answer.GetProperty("attempts").GetArrayLength());
    }

    // KEBA rejects every limit on a connector and accepts the same on connector 0.
    [Fact]
    public async Task A_charger_that_rejects_connector_limits_gets_the_default_for_all_connectors()
    {
        await using var charger = await BootAsync("limit-keba");
        charger.OnSet = asked => asked.GetProperty("connectorId").GetInt32() == 0 ? "Accepted" : "Rejected";
        charger.OnComposite = asked => ProfileCharger.Composite(asked, 10);

        var answer = await LimitAsync("limit-keba", """{"connector_id":1,"amps":10}""");

        Assert.Equal(("TxDefaultProfile", "Absolute", "A", 0), Form(charger.Sets[^1]));
        Assert.Equal("took", answer.GetProperty("check").GetString());
    }

    // Huawei takes watts only, and MicroOcpp answers amperes with an error.
    [Theory]
    [InlineData("limit-huawei", "Rejected")]
    [InlineData("limit-micro", "!PropertyConstraintViolation")]
    public async Task A_charger_that_takes_watts_only_gets_the_amperes_in_watts(string id, string refusal)
    {
        await using var charger = await BootAsync(id);
        charger.OnSet = asked => Form(asked).Unit == "W" ? "Accepted" : refusal;

        await LimitAsync(id, """{"connector_id":1,"amps":10.1,"number_phases":3}""");

        Assert.Equal(("TxDefaultProfile", "Absolute", "W", 0), Form(charger.Sets[^1]));
        Assert.Equal(6969m, Limit(charger.Sets[^1]).GetDecimal());
    }

    // Wallbox takes relative profiles only, at stack level 0.
    [Fact]
    public async Task A_charger_that_takes_relative_profiles_only_gets_one_without_a_start()
    {
        await using var charger = await BootAsync("limit-wallbox");
        charger.OnSet = asked => Form(asked) is { Kind: "Relative", Level: 0 } ? "Accepted" : "Rejected";

        await LimitAsync("limit-wallbox", """{"connector_id":1,"amps":10}""");

        Assert.Equal(2, charger.Sets.Count);
        Assert.False(charger.Sets[^1].GetProperty("csChargingProfiles").GetProperty("chargingSchedule").TryGetProperty("startSchedule", out _));
    }

    // ABB takes stack level 0 only; SteVe #1177: any limit that is no multiple of 0.1 is an error.
    [Fact]
    public async Task A_charger_that_counts_tenths_and_knows_one_level_takes_the_first_form()
    {
        await using var charger = await BootAsync("limit-abb");
        charger.OnSet = asked => Form(asked).Level == 0 && Limit(asked).GetDecimal() * 10 % 1 == 0 ? "Accepted" : "!PropertyConstraintViolation";

        await LimitAsync("limit-abb", """{"connector_id":1,"kilowatts":3.68001,"number_phases":1}""");

        Assert.Equal(3680, Limit(Assert.Single(charger.Sets)).GetDecimal());
    }

    [Fact]
    public async Task What_worked_is_tried_first_the_next_time_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        try
        {
            for (var run = 0; run < 2; run++)
            {
                await using var console = await RunningConsole.StartOnAsync(folder);
                await using var charger = await ProfileCharger.BootAsync(console.Ocpp, "limit-memory", 1);
                charger.OnSet = asked => Form(asked) is { Purpose: "ChargePointMaxProfile", Unit: "W", Kind: "Relative" } ? "Accepted" : "Rejected";
                await console.Web.WriteAsync("/api/chargers/limit-memory/limit", """{"connector_id":1,"amps":10}""");
                Assert.Equal(run == 0 ? 12 : 1, charger.Sets.Count);
                await console.Web.WriteAsync("/api/chargers/limit-memory/limit", """{"connector_id":1,"amps":8}""");
                Assert.Equal(run == 0 ? 13 : 2, charger.Sets.Count);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_open_session_gets_a_profile_of_its_own_first()
    {
        var raw = await RawCharger.BootAsync(fixture.Console.Ocpp, "limit-session", 1);
        var transaction = await raw.BeginAsync();
        await using var charger = ProfileCharger.Of(raw);

        var answer = await LimitAsync("limit-session", """{"connector_id":1,"amps":8}""");

        var profile = Assert.Single(charger.Sets).GetProperty("csChargingProfiles");
        Assert.Equal(("TxProfile", transaction), (profile.GetProperty("chargingProfilePurpose").GetString(), profile.GetProperty("transactionId").GetInt32()));
        Assert.Contains("this session", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charger_whose_schedule_stays_higher_is_told_of()
    {
        await using var charger = await BootAsync("limit-deaf");
        charger.OnComposite = asked => ProfileCharger.Composite(asked, 32);

        var answer = await LimitAsync("limit-deaf", """{"connector_id":1,"amps":10}""");

        Assert.Equal(("higher", 32m), (answer.GetProperty("check").GetString(), answer.GetProperty("told_limit").GetDecimal()));
    }

    [Fact]
    public async Task A_charger_that_takes_no_form_is_told_of_and_one_without_smart_charging_is_asked_once()
    {
        await using var charger = await BootAsync("limit-none");
        charger.OnSet = _ => "Rejected";
        var answer = await LimitAsync("limit-none", """{"connector_id":1,"amps":10}""");
        Assert.Equal((false, 12), (answer.GetProperty("success").GetBoolean(), charger.Sets.Count));

        charger.OnSet = _ => "!NotImplemented";
        answer = await LimitAsync("limit-none", """{"connector_id":1,"amps":10}""");
        Assert.Equal(("not_supported", 13), (answer.GetProperty("code").GetString(), charger.Sets.Count));
    }

    [Fact]
    public async Task A_limit_is_removed_by_its_id_and_where_the_charger_knows_none_by_its_place()
    {
        await using var charger = await BootAsync("limit-off");
        charger.OnClear = asked => asked.TryGetProperty("id", out _) ? "!FormationViolation" : "Accepted";
        await LimitAsync("limit-off", """{"connector_id":1,"amps":10}""");
        Assert.True(Assert.Single((await Web.ReadAsync("/api/chargers/limit-off/charging-profiles")).Ok().EnumerateArray()).GetProperty("is_limit").GetBoolean());

        var answer = (await Web.CallAsync(HttpMethod.Delete, "/api/chargers/limit-off/limit?connector_id=1")).Ok();

        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
        Assert.Equal("""{"connectorId":1,"chargingProfilePurpose":"TxDefaultProfile","stackLevel":0}""", charger.Seen.Last().Payload.GetRawText());
        Assert.Empty((await Web.ReadAsync("/api/chargers/limit-off/charging-profiles")).Ok().EnumerateArray());
        Assert.Equal("no_limit", (await Web.CallAsync(HttpMethod.Delete, "/api/chargers/limit-off/limit?connector_id=1")).Ok().GetProperty("code").GetString());
    }

    private Task<ProfileCharger> BootAsync(string id) => ProfileCharger.BootAsync(fixture.Console.Ocpp, id, 1, 2);

    private async Task<JsonElement> LimitAsync(string id, string body) => (await Web.WriteAsync($"/api/chargers/{id}/limit", body)).Ok();

    private static (string? Purpose, string? Kind, string? Unit, int Level) Form(JsonElement asked)
    {
        var profile = asked.GetProperty("csChargingProfiles");
        return (profile.GetProperty("chargingProfilePurpose").GetString(), profile.GetProperty("chargingProfileKind").GetString(),
            profile.GetProperty("chargingSchedule").GetProperty("chargingRateUnit").GetString(), profile.GetProperty("stackLevel").GetInt32());
    }

    private static JsonElement Limit(JsonElement asked) =>
        asked.GetProperty("csChargingProfiles").GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod")[0].GetProperty("limit");
}

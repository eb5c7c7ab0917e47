using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class ChargingProfilesTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Night = """
        {"name":"NAME","purpose":"TxDefaultProfile","kind":"Recurring","recurrency_kind":"Daily","stack_level":2,
        "schedule":{"unit":"A","start_schedule":"2026-01-01T22:00:00Z","duration":28800,"periods":[{"start_period":0,"limit":32},{"start_period":14400,"limit":16.5,"number_phases":1}]}}
        """;

    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_profile_is_added_read_replaced_and_removed()
    {
        var made = await Web.WriteAsync("/api/charging-profiles", Named("Night"));
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var path = $"/api/charging-profiles/{made.Json.GetProperty("id").GetInt32()}";
        var read = (await Web.ReadAsync(path)).Ok();
        Assert.Equal(("Night", "Daily", 2), (read.GetProperty("name").GetString(), read.GetProperty("recurrency_kind").GetString(), read.GetProperty("stack_level").GetInt32()));
        Assert.Equal(16.5m, read.GetProperty("schedule").GetProperty("periods")[1].GetProperty("limit").GetDecimal());
        Assert.Equal("2026-01-01T22:00:00.000Z", read.GetProperty("schedule").GetProperty("start_schedule").GetString());

        var replaced = (await Web.CallAsync(HttpMethod.Put, path, Named("Late").Replace("16.5", "6", StringComparison.Ordinal))).Ok();
        Assert.Equal(6, replaced.GetProperty("schedule").GetProperty("periods")[1].GetProperty("limit").GetDecimal());
        Assert.Contains((await Web.ReadAsync("/api/charging-profiles")).Ok().EnumerateArray(), profile => profile.GetProperty("name").GetString() == "Late");

        Assert.Equal(HttpStatusCode.NoContent, (await Web.CallAsync(HttpMethod.Delete, path)).Status);
        (await Web.ReadAsync(path)).Problem(HttpStatusCode.NotFound);
        (await Web.CallAsync(HttpMethod.Put, path, Named("Late"))).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_two_profiles_have_one_name()
    {
        await Web.WriteAsync("/api/charging-profiles", Named("Twin"));
        Assert.Equal("name_taken", (await Web.WriteAsync("/api/charging-profiles", Named(" twin "))).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("\"name\":\"NAME\"", "\"name\":\" \"", "name")]
    [InlineData("TxDefaultProfile", "TxDefault", "purpose")]
    [InlineData("Recurring", "recurring", "kind")]
    [InlineData("\"Daily\"", "null", "recurrency_kind")]
    [InlineData("\"unit\":\"A\"", "\"unit\":\"kW\"", "schedule.unit")]
    [InlineData("16.5", "16.55", "schedule.periods[1].limit")]
    [InlineData("14400", "0", "schedule.periods[1].start_period")]
    [InlineData("28800", "14400", "schedule.periods[1].start_period")]
    [InlineData("\"limit\":32", "\"limits\":32", "schedule.periods[0].limit")]
    [InlineData("\"start_schedule\":\"2026-01-01T22:00:00Z\",", "", "schedule.start_schedule")]
    public async Task What_breaks_the_specification_is_refused_by_member(string part, string broken, string member)
    {
        var problem = (await Web.WriteAsync("/api/charging-profiles", Night.Replace(part, broken, StringComparison.Ordinal))).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Fact]
    public async Task An_installed_profile_is_kept_by_what_the_charger_answers_through_a_boot_and_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        try
        {
            int library;
            await using (var first = await RunningConsole.StartOnAsync(folder))
            {
                library = (await first.Web.WriteAsync("/api/charging-profiles", Named("Kept"))).Json.GetProperty("id").GetInt32();
                var other = (await first.Web.WriteAsync("/api/charging-profiles", Named("Other"))).Json.GetProperty("id").GetInt32();
                await using var charger = await ProfileCharger.BootAsync(first.Ocpp, "prof-1", 1, 2);
                Assert.True((await InstallAsync(first.Web, "prof-1", other, 1)).GetProperty("success").GetBoolean());
                charger.OnSet = _ => "Rejected";
                Assert.False((await InstallAsync(first.Web, "prof-1", library, 2)).GetProperty("success").GetBoolean());
                charger.OnSet = _ => "Accepted";
                await InstallAsync(first.Web, "prof-1", library, 1);
            }

            await using var second = await RunningConsole.StartOnAsync(folder);
            await using var again = await RawCharger.BootAsync(second.Ocpp, "prof-1", 1, 2);
            // The same purpose and level on the same connector replaced the other one.
            var installed = Assert.Single((await second.Web.ReadAsync("/api/chargers/PROF-1/charging-profiles")).Ok().EnumerateArray());
            Assert.Equal((library, 1, false), (installed.GetProperty("library_id").GetInt32(), installed.GetProperty("connector_id").GetInt32(), installed.GetProperty("is_outdated").GetBoolean()));
            await second.Web.CallAsync(HttpMethod.Put, $"/api/charging-profiles/{library}", Named("Kept").Replace("16.5", "8", StringComparison.Ordinal));
            Assert.True((await second.Web.ReadAsync("/api/chargers/prof-1/charging-profiles")).Ok()[0].GetProperty("is_outdated").GetBoolean());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_profile_that_somebody_sent_by_hand_is_noted_and_a_clear_takes_away_what_it_names()
    {
        await using var charger = await ProfileCharger.BootAsync(fixture.Console.Ocpp, "prof-2", 1, 2);
        await SendAsync("SetChargingProfile", Set(connector: 1, id: 1, level: 0));
        await SendAsync("SetChargingProfile", Set(connector: 1, id: 2, level: 1));
        await SendAsync("SetChargingProfile", Set(connector: 2, id: 3, level: 0));
        Assert.Equal("1,2,3", await IdsAsync());
        // The same id elsewhere is the same profile, moved.
        await SendAsync("SetChargingProfile", Set(connector: 2, id: 2, level: 4));
        Assert.Equal("1,3,2", await IdsAsync());

        charger.OnClear = _ => "Unknown";
        await SendAsync("ClearChargingProfile", """{"id":3}""");
        Assert.Equal("1,2", await IdsAsync());
        charger.OnClear = _ => "!InternalError";
        await SendAsync("ClearChargingProfile", "{}");
        Assert.Equal("1,2", await IdsAsync());
        charger.OnClear = _ => "Accepted";
        await SendAsync("ClearChargingProfile", """{"stackLevel":4}""");
        Assert.Equal("1", await IdsAsync());
        await SendAsync("ClearChargingProfile", "{}");
        Assert.Empty(await IdsAsync());

        Task<ApiAnswer> SendAsync(string action, string payload) => Web.WriteAsync($"/api/chargers/prof-2/commands/{action}", payload);
        async Task<string> IdsAsync() => string.Join(',', (await Web.ReadAsync("/api/chargers/prof-2/charging-profiles")).Ok().EnumerateArray().Select(profile => profile.GetProperty("charging_profile_id").GetInt32()));
    }

    [Fact]
    public async Task A_profile_of_a_session_is_gone_with_the_session()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "prof-3", 1);
        var asked = Web.WriteAsync("/api/chargers/prof-3/commands/RemoteStartTransaction",
            """{"connectorId":1,"idTag":"APP_USER","chargingProfile":{"chargingProfileId":9,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8}]}}}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Accepted"}""");
        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
        Assert.Equal(JsonValueKind.Null, Assert.Single(await InstalledAsync()).GetProperty("transaction_id").ValueKind);

        var transaction = await charger.BeginAsync();
        Assert.Equal(transaction, Assert.Single(await InstalledAsync()).GetProperty("transaction_id").GetInt32());

        await charger.EndAsync(transaction, 2000);
        Assert.Empty(await InstalledAsync());

        async Task<JsonElement[]> InstalledAsync() => [.. (await Web.ReadAsync("/api/chargers/prof-3/charging-profiles")).Ok().EnumerateArray()];
    }

    [Fact]
    public async Task A_composite_schedule_is_asked_for_and_laid_beside_what_the_profiles_give()
    {
        await using var charger = await ProfileCharger.BootAsync(fixture.Console.Ocpp, "prof-4", 1);
        await Web.WriteAsync("/api/chargers/prof-4/commands/SetChargingProfile", Set(connector: 1, id: 1, level: 0));
        charger.OnComposite = request => ProfileCharger.Composite(request, 32);

        var answer = (await Web.WriteAsync("/api/chargers/prof-4/composite-schedule", """{"connector_id":1,"duration":3600,"unit":"A"}""")).Ok();

        Assert.Equal((32m, 16m), (answer.GetProperty("told")[0].GetProperty("limit").GetDecimal(), answer.GetProperty("expected")[0].GetProperty("limit").GetDecimal()));
        Assert.Single(answer.GetProperty("differences").EnumerateArray());

        charger.OnComposite = _ => """{"status":"Rejected"}""";
        answer = (await Web.WriteAsync("/api/chargers/prof-4/composite-schedule", """{"connector_id":1}""")).Ok();
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("told").ValueKind);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_anything_is_sent()
    {
        await using var charger = await ProfileCharger.BootAsync(fixture.Console.Ocpp, "prof-5", 1);
        var library = (await Web.WriteAsync("/api/charging-profiles", Named("Session only").Replace("TxDefaultProfile", "TxProfile", StringComparison.Ordinal))).Json.GetProperty("id").GetInt32();
        var problem = (await Web.WriteAsync("/api/chargers/prof-5/charging-profiles", $$"""{"profile_id":{{library}},"connector_id":1}""")).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("none is open on connector 1", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        (await Web.WriteAsync("/api/chargers/prof-5/charging-profiles", """{"profile_id":99999,"connector_id":1}""")).Problem(HttpStatusCode.NotFound);
        (await Web.WriteAsync("/api/chargers/prof-5/limit", """{"connector_id":7,"amps":10}""")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.WriteAsync("/api/chargers/prof-5/limit", """{"connector_id":1}""")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.WriteAsync("/api/chargers/prof-5/limit", """{"connector_id":1,"amps":10,"kilowatts":2}""")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.WriteAsync("/api/chargers/no-such/limit", """{"connector_id":1,"amps":10}""")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/chargers/no-such/charging-profiles")).Problem(HttpStatusCode.NotFound);
        Assert.Empty(charger.Seen);
    }

    private static string Named(string name) => Night.Replace("NAME", name, StringComparison.Ordinal);

    private static string Set(int connector, int id, int level) =>
        $$$"""{"connectorId":{{{connector}}},"csChargingProfiles":{"chargingProfileId":{{{id}}},"stackLevel":{{{level}}},"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute","chargingSchedule":{"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16}]} } }""";

    private static async Task<JsonElement> InstallAsync(HttpClient web, string charger, int library, int connector) =>
        (await web.WriteAsync($"/api/chargers/{charger}/charging-profiles", $$"""{"profile_id":{{library}},"connector_id":{{connector}}}""")).Ok();
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class SmartChargingTests : SimulatorTest
{
    private static readonly JsonSerializerOptions s_sparse = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Without_a_profile_the_composite_schedule_is_the_hardware()
    {
        await MakeBootedAsync(clock: _clock);
        var schedule = await CompositeAsync(1, 3600, "W");
        Assert.Equal("2026-01-01T12:00:00.000Z", schedule.GetProperty("scheduleStart").GetString());
        Assert.Equal("0:11000", Periods(schedule));
        Assert.Equal("0:22000", Periods(await CompositeAsync(0, 3600, "W")));
        Assert.Equal("0:15.9", Periods(await CompositeAsync(1, 3600, "A")));
    }

    [Fact]
    public async Task An_absolute_profile_begins_changes_and_ends_on_time()
    {
        await MakeBootedAsync(clock: _clock);
        var profile = Profile(1, "TxDefaultProfile", "Absolute", "0:16,600:10,1200:8", start: "2026-01-01T12:10:00Z", duration: 1800);
        Assert.Equal("Accepted", await SetAsync(1, profile));
        Assert.Equal("0:15.9,1200:10,1800:8,2400:15.9", Periods(await CompositeAsync(1, 7200, "A")));
        Assert.Equal("0:11000", Periods(await CompositeAsync(2, 7200, "W")));
    }

    [Fact]
    public async Task A_daily_profile_comes_again()
    {
        await MakeBootedAsync(clock: _clock);
        await SetAsync(0, Profile(1, "TxDefaultProfile", "Recurring", "0:10,28800:6", start: "2025-12-24T22:00:00Z", duration: 36_000, recurrency: "Daily"));
        Assert.Equal("0:11000,36000:6900,64800:4140,72000:11000", Periods(await CompositeAsync(1, 86_400, "W")));
    }

    [Fact]
    public async Task The_higher_stack_level_wins_while_it_says_something()
    {
        await MakeBootedAsync(clock: _clock);
        await SetAsync(0, Profile(1, "TxDefaultProfile", "Absolute", "0:12", stackLevel: 0));
        await SetAsync(1, Profile(2, "TxDefaultProfile", "Absolute", "0:8", stackLevel: 3, start: "2026-01-01T12:30:00Z", duration: 600));
        Assert.Equal("0:12,1800:8,2400:12", Periods(await CompositeAsync(1, 3600, "A")));
        Assert.Equal("0:12", Periods(await CompositeAsync(2, 3600, "A")));
    }

    [Fact]
    public async Task The_stations_limit_caps_every_other_and_the_grid_as_a_whole()
    {
        await MakeBootedAsync(clock: _clock);
        await SetAsync(0, Profile(1, "ChargePointMaxProfile", "Absolute", "0:7000", unit: "W"));
        await SetAsync(1, Profile(2, "TxDefaultProfile", "Absolute", "0:16"));
        Assert.Equal("0:7000", Periods(await CompositeAsync(1, 60, "W")));
        Assert.Equal("0:7000", Periods(await CompositeAsync(0, 60, "W")));
    }

    [Fact]
    public async Task A_transaction_profile_outranks_the_default_and_ends_with_its_transaction()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await SetAsync(0, Profile(1, "TxDefaultProfile", "Absolute", "0:8"));
        var profile = Profile(2, "TxProfile", "Relative", "0:12,600:6", transactionId: 101);
        Assert.Equal("Rejected", await SetAsync(1, profile));
        await ChargeAsync(chargePoint);
        Assert.Equal("Rejected", await SetAsync(1, Profile(2, "TxProfile", "Relative", "0:12", transactionId: 5)));
        Assert.Equal("Rejected", await SetAsync(0, profile));
        Assert.Equal("Accepted", await SetAsync(1, profile));
        _clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal("0:12,500:6", Periods(await CompositeAsync(1, 3600, "A")));
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        Assert.Equal("0:8", Periods(await CompositeAsync(1, 3600, "A")));
    }

    [Fact]
    public async Task The_power_obeys_and_zero_suspends()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        var connector = chargePoint.Connectors[0];
        await ChargeAsync(chargePoint);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(connector.Reading.Watts, 10_000, 11_000);

        await SetAsync(1, Profile(1, "TxDefaultProfile", "Absolute", "0:6900,600:0", unit: "W"));
        Assert.InRange(connector.Reading.Watts, 6899, 6901);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, connector.Reading.Watts);
        Assert.Equal(ConnectorState.SuspendedEVSE, connector.State);
        var register = connector.RegisterWattHours;
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(register, connector.RegisterWattHours);
        Assert.Equal("Accepted", await StatusOfAsync("ClearChargingProfile", """{"id":1}"""));
        Assert.Equal(ConnectorState.Charging, connector.State);
    }

    [Fact]
    public async Task Those_who_charge_share_the_stations_limit()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await SetAsync(0, Profile(1, "ChargePointMaxProfile", "Absolute", "0:10000", unit: "W"));
        await ChargeAsync(chargePoint, 1);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(chargePoint.Connectors[0].Reading.Watts, 9_900, 10_001);
        await ChargeAsync(chargePoint, 2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(chargePoint.Connectors.Sum(connector => connector.Reading.Watts), 9_900, 10_001);
    }

    [Theory]
    [InlineData(0, "TxDefaultProfile", "Absolute", "0:16", 9, "A", null, "Rejected")]
    [InlineData(3, "TxDefaultProfile", "Absolute", "0:16", 0, "A", null, "Rejected")]
    [InlineData(1, "ChargePointMaxProfile", "Absolute", "0:16", 0, "A", null, "Rejected")]
    [InlineData(0, "ChargePointMaxProfile", "Relative", "0:16", 0, "A", null, "Rejected")]
    [InlineData(0, "TxDefaultProfile", "Recurring", "0:16", 0, "A", "Daily", "Rejected")]
    [InlineData(0, "TxDefaultProfile", "Absolute", "60:16", 0, "A", null, "Rejected")]
    [InlineData(0, "TxDefaultProfile", "Absolute", "0:16,0:10", 0, "A", null, "Rejected")]
    [InlineData(0, "TxDefaultProfile", "Absolute", "0:16", 0, "kW", null, "Rejected")]
    [InlineData(0, "MyProfile", "Absolute", "0:16", 0, "A", null, "Rejected")]
    [InlineData(0, "TxDefaultProfile", "Relative", "0:16", 8, "A", null, "Accepted")]
    public async Task A_profile_it_cannot_keep_to_is_rejected(
        int connector, string purpose, string kind, string periods, int stackLevel, string unit, string? recurrency, string status)
    {
        await MakeBootedAsync(clock: _clock);
        Assert.Equal(status, await SetAsync(connector, Profile(1, purpose, kind, periods, unit, stackLevel, recurrency: recurrency)));
    }

    [Fact]
    public async Task Only_so_many_profiles_fit_and_replacing_one_always_does()
    {
        await MakeBootedAsync(clock: _clock, describe: usual => usual with
        {
            Configuration = new Dictionary<string, string> { ["MaxChargingProfilesInstalled"] = "2", ["ChargingScheduleAllowedChargingRateUnit"] = "Power" },
        });
        Assert.Equal("Rejected", await SetAsync(0, Profile(1, "TxDefaultProfile", "Absolute", "0:16")));
        Assert.Equal("Accepted", await SetAsync(0, Profile(1, "TxDefaultProfile", "Absolute", "0:9000", "W")));
        Assert.Equal("Accepted", await SetAsync(1, Profile(2, "TxDefaultProfile", "Absolute", "0:8000", "W")));
        Assert.Equal("Rejected", await SetAsync(2, Profile(3, "TxDefaultProfile", "Absolute", "0:7000", "W")));
        Assert.Equal("Accepted", await SetAsync(1, Profile(3, "TxDefaultProfile", "Absolute", "0:7000", "W")));
        Assert.Equal("0:7000", Periods(await CompositeAsync(1, 60, null)));
        Assert.Equal("Rejected", await StatusOfAsync("GetCompositeSchedule", """{"connectorId":1,"duration":60,"chargingRateUnit":"A"}"""));
        Assert.Equal("Rejected", await StatusOfAsync("GetCompositeSchedule", """{"connectorId":5,"duration":60}"""));
    }

    [Theory]
    [InlineData("""{"id":2}""", 2)]
    [InlineData("""{"connectorId":1}""", 1)]
    [InlineData("""{"chargingProfilePurpose":"TxDefaultProfile"}""", 1)]
    [InlineData("""{"chargingProfilePurpose":"TxDefaultProfile","stackLevel":1}""", 2)]
    [InlineData("{}", 0)]
    [InlineData("""{"id":9}""", 3)]
    [InlineData("""{"connectorId":1,"stackLevel":7}""", 3)]
    public async Task Profiles_are_cleared_by_id_or_by_what_they_share(string payload, int left)
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await SetAsync(1, Profile(1, "TxDefaultProfile", "Absolute", "0:16", stackLevel: 0));
        await SetAsync(1, Profile(2, "TxDefaultProfile", "Absolute", "0:10", stackLevel: 1));
        await SetAsync(0, Profile(3, "ChargePointMaxProfile", "Absolute", "0:32"));
        Assert.Equal(left == 3 ? "Unknown" : "Accepted", await StatusOfAsync("ClearChargingProfile", payload));
        Assert.Equal(left, chargePoint.Profiles.Installed.Count);
    }

    [Fact]
    public async Task A_remote_start_may_bring_its_profile()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await chargePoint.PlugInAsync(1, 20, Stop);
        var wrong = Profile(1, "TxDefaultProfile", "Relative", "0:6");
        Assert.Equal("Rejected", await StatusOfAsync("RemoteStartTransaction", $$"""{"idTag":"A","connectorId":1,"chargingProfile":{{wrong}} }"""));
        var profile = Profile(1, "TxProfile", "Relative", "0:6");
        Assert.Equal("Accepted", await StatusOfAsync("RemoteStartTransaction", $$"""{"idTag":"A","connectorId":1,"chargingProfile":{{profile}} }"""));
        await Central.NextStatusAsync(1, "Charging");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(chargePoint.Connectors[0].Reading.Watts, 4139, 4141);
    }

    private Task<string> SetAsync(int connector, string profile) =>
        StatusOfAsync("SetChargingProfile", $$"""{"connectorId":{{connector}},"csChargingProfiles":{{profile}} }""");

    private Task<JsonElement> CompositeAsync(int connector, int duration, string? unit) => ResultOfAsync(
        "GetCompositeSchedule", $$"""{"connectorId":{{connector}},"duration":{{duration}}{{(unit is null ? "" : $",\"chargingRateUnit\":\"{unit}\"")}} }""");

    /// <summary>Periods are written start:limit.</summary>
    private static string Profile(
        int id, string purpose, string kind, string periods, string unit = "A", int stackLevel = 0,
        string? start = null, int? duration = null, string? recurrency = null, int? transactionId = null) => JsonSerializer.Serialize(new
        {
            chargingProfileId = id,
            transactionId,
            stackLevel,
            chargingProfilePurpose = purpose,
            chargingProfileKind = kind,
            recurrencyKind = recurrency,
            chargingSchedule = new
            {
                duration,
                startSchedule = start,
                chargingRateUnit = unit,
                chargingSchedulePeriod = periods.Split(',').Select(period => period.Split(':'))
                    .Select(parts => new { startPeriod = Number(parts[0]), limit = Number(parts[1]) }),
            },
        }, s_sparse);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Periods(JsonElement composite) => string.Join(',', composite.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod")
        .EnumerateArray().Select(period => $"{period.GetProperty("startPeriod")}:{period.GetProperty("limit")}"));
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Quirks.QuirkConsole;

namespace ChargingConsole.Tests.Quirks;

/// <summary>How real chargers boot, tell the time and their status, rows 27 to 41 of the field notes.</summary>
public sealed class BootAndStatusQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    private const string Boot = """{"chargePointVendor":"V","chargePointModel":"M"}""";

    [Fact]
    public async Task Row_27_no_boot_after_a_reconnect_leaves_a_known_charger_usable_at_once()
    {
        await using (await console.BootAsync("WALLBOX", 1))
        {
        }

        await using var back = await RawCharger.ConnectAsync(console.Ocpp, "WALLBOX");
        await back.StatusAsync(1, "Preparing");
        var starting = console.Desk.StartAsync("WALLBOX", 1, "APP_USER", "test");

        await back.AnswerAsync((await back.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Accepted"}""");
        Assert.True((await starting).IsAccepted);
    }

    [Fact]
    public async Task Row_27_a_charger_of_unknown_model_is_asked_to_boot_once_after_some_silence()
    {
        await using (var charger = await RawCharger.ConnectAsync(console.Ocpp, "WEBASTO"))
        {
            await charger.CallAsync("Heartbeat", "{}");
            console.Pass(14);
            console.Pass(3);
            var (boot, payload) = await charger.ExpectCallAsync("TriggerMessage");
            Assert.Equal("""{"requestedMessage":"BootNotification"}""", payload.GetRawText());
            await charger.AnswerAsync(boot, """{"status":"Rejected"}""");
            var (status, _) = await charger.ExpectCallAsync("TriggerMessage");
            await charger.AnswerAsync(status, """{"status":"Accepted"}""");
            await charger.StatusAsync(1, "Available");
        }

        await using var back = await RawCharger.ConnectAsync(console.Ocpp, "WEBASTO");
        await back.CallAsync("Heartbeat", "{}");
        console.Pass(17);

        // Its connector is asked for, and no boot a second time.
        Assert.Equal("""{"requestedMessage":"StatusNotification","connectorId":1}""", (await back.ExpectCallAsync("TriggerMessage")).Payload.GetRawText());
    }

    [Fact]
    public async Task Row_28_a_call_waits_for_the_answer_to_the_boot()
    {
        await using var pulsar = await RawCharger.ConnectAsync(console.Ocpp, "PULSAR-MAX");
        await pulsar.CallAsync("Heartbeat", "{}");
        var asking = console.Desk.SendAsync("PULSAR-MAX", "ClearCache", "{}", "test");

        await pulsar.CallAsync("BootNotification", Boot);
        await pulsar.AnswerAsync((await pulsar.ExpectCallAsync("ClearCache")).Id, """{"status":"Accepted"}""");

        Assert.True((await asking).IsAccepted);
    }

    [Fact]
    public async Task Row_29_transaction_messages_before_the_boot_are_stored_and_answered()
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "EAGER");

        var id = await console.StartAsync(charger);
        await charger.CallAsync("MeterValues", console.Readings(id, Register(1500)));
        await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{id}},"meterStop":2000,"timestamp":"{{console.Time()}}"}""");

        Assert.Equal(1000, (await console.TransactionAsync(id)).EnergyWh);
        console.AssertFlag("EAGER", "StartTransaction", FrameFlags.BeforeBoot);
    }

    [Fact]
    public async Task Row_30_boot_fields_that_are_empty_or_over_long_are_taken_as_far_as_they_fit()
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "ODD-BOOT");

        var answer = await charger.CallAsync("BootNotification", $$"""{"chargePointVendor":"","chargePointModel":"{{new string('M', 300)}}","iccid":"-67","imsi":"","meterType":null,"extra":{"a":1} }""");

        Assert.Equal("Accepted", answer.GetProperty("status").GetString());
        var row = console.State("ODD-BOOT").Row;
        Assert.Equal((null, 255, "-67", null), (row.Vendor, row.Model!.Length, row.Iccid, row.Imsi));
        console.AssertFlag("ODD-BOOT", "BootNotification", FrameFlags.TooLong | FrameFlags.UnknownMember);
    }

    [Fact]
    public async Task Row_31_a_reboot_interrupts_a_session_and_its_next_reading_resumes_it()
    {
        await using var charger = await console.BootAsync("MICRO-OCPP", 1);
        await charger.StatusAsync(1, "Charging");
        var id = await console.StartAsync(charger);
        await charger.CallAsync("MeterValues", console.Readings(id, Register(1200), """{"value":"7000","measurand":"Power.Active.Import","unit":"W"}"""));

        await charger.CallAsync("BootNotification", Boot);
        Assert.Equal(TransactionStatus.Interrupted, console.State("MICRO-OCPP").Connector(1).Transaction!.Status);
        await charger.CallAsync("MeterValues", console.Readings(id, Register(1300)));

        Assert.Equal(TransactionStatus.Active, (await console.TransactionAsync(id)).Status);
    }

    [Fact]
    public async Task Row_32_our_times_end_in_Z_and_theirs_may_have_any_offset_and_precision()
    {
        await using var seed = await RawCharger.ConnectAsync(console.Ocpp, "SEED");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (await seed.CallAsync("BootNotification", Boot)).GetProperty("currentTime").GetString());

        var local = console.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        await seed.CallAsync("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"{{local:yyyy-MM-dd'T'HH:mm:ss.ffffff}}+08:00"}""");

        Assert.Equal(FrameFlags.None, console.Flags("SEED", "StatusNotification"));
        Assert.InRange((console.State("SEED").Connector(1).Row.Since!.Value - console.Clock.GetUtcNow()).TotalSeconds, -2, 2);
    }

    [Fact]
    public async Task Row_33_a_time_without_a_zone_is_UTC_and_flagged()
    {
        await using var charger = await console.BootAsync("ZONELESS");

        await charger.CallAsync("StatusNotification", Status(1, "Available", $"{console.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss}"));

        console.AssertFlag("ZONELESS", "StatusNotification", FrameFlags.NoZone);
        Assert.InRange((console.State("ZONELESS").Connector(1).Row.Since!.Value - console.Clock.GetUtcNow()).TotalSeconds, -2, 2);
        Assert.Null(console.State("ZONELESS").QuirkSettings);
    }

    [Fact]
    public async Task Row_33_a_local_clock_ahead_by_whole_hours_is_learned_at_once()
    {
        await using var thor = await console.BootAsync("GROWATT-THOR");

        await thor.CallAsync("StatusNotification", Status(1, "Preparing", $"{console.Clock.GetUtcNow().AddHours(8).AddSeconds(40):yyyy-MM-dd'T'HH:mm:ss}"));

        Assert.Equal(480, console.State("GROWATT-THOR").QuirkSettings!.TimeOffsetMinutes);
        Assert.InRange((console.State("GROWATT-THOR").Connector(1).Row.Since!.Value - console.Clock.GetUtcNow()).TotalMinutes, -1, 1);
        await Until.TrueAsync(
            () =>
            {
                console.Pass(1);
                return console.CountAsync(context => context.QuirkSettings.Where(row => row.TimeOffsetMinutes == 480)).GetAwaiter().GetResult() == 1;
            },
            "what was learned is on disk");
    }

    [Fact]
    public async Task Row_33_a_local_clock_behind_is_learned_when_it_was_told_twice_since_one_message_may_have_waited()
    {
        await using var charger = await console.BootAsync("AMERICAN");
        string Local() => $"{console.Clock.GetUtcNow().AddHours(-5):yyyy-MM-dd'T'HH:mm:ss}";
        await charger.CallAsync("StatusNotification", Status(1, "Preparing", Local()));
        Assert.Null(console.State("AMERICAN").QuirkSettings);

        console.Pass(90);
        await charger.CallAsync("StatusNotification", Status(1, "Charging", Local()));

        Assert.Equal(-300, console.State("AMERICAN").QuirkSettings!.TimeOffsetMinutes);
    }

    [Theory]
    [InlineData("+02")]
    [InlineData("+03")]
    public async Task Row_33_offsets_without_minutes_are_read(string offset)
    {
        var id = $"MONTA{offset.Length}{offset[^1]}";
        await using var charger = await console.BootAsync(id);
        var hours = int.Parse(offset, null);

        await charger.CallAsync("StatusNotification", Status(1, "Available", $"{console.Clock.GetUtcNow().AddHours(hours):yyyy-MM-dd'T'HH:mm:ss}{offset}"));

        Assert.InRange((console.State(id).Connector(1).Row.Since!.Value - console.Clock.GetUtcNow()).TotalSeconds, -2, 2);
    }

    [Theory]
    [InlineData("CLOCK-1", "0001-01-01T00:00:00Z")]
    [InlineData("CLOCK-2", "1970-01-01T00:00:10Z")]
    [InlineData("CLOCK-3", "2013-06-01T00:00:00Z")]
    [InlineData("CLOCK-4", "2020-01-01T00:00:00Z")]
    [InlineData("CLOCK-5", "2080-01-01T00:00:00Z")]
    public async Task Row_34_a_clock_beyond_belief_gives_way_to_the_receive_time_and_what_was_told_is_kept(string id, string told)
    {
        await using var charger = await console.BootAsync(id, 1);

        var answer = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":0,"timestamp":"{{told}}"}""");

        var row = await console.TransactionAsync(answer.GetProperty("transactionId").GetInt32());
        Assert.InRange((row.StartTime - console.Clock.GetUtcNow()).TotalSeconds, -2, 2);
        Assert.Equal(DateTimeOffset.Parse(told, null), row.ReportedStart);
        console.AssertFlag(id, "StartTransaction", FrameFlags.OddTimestamp);
        Assert.True(console.Find(id).ClockSkew.Duration() > TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Row_35_a_missing_timestamp_is_the_receive_time()
    {
        await using var charger = await console.BootAsync("TIMELESS", 1);

        var answer = await charger.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"APP_USER","meterStart":0}""");

        Assert.InRange(((await console.TransactionAsync(answer.GetProperty("transactionId").GetInt32())).StartTime - console.Clock.GetUtcNow()).TotalSeconds, -2, 2);
        console.AssertFlag("TIMELESS", "StartTransaction", FrameFlags.MissingMember);
    }

    [Fact]
    public async Task Row_36_connector_0_is_the_station_and_overwrites_no_socket()
    {
        await using var charger = await console.BootAsync("STATION", 1);
        await charger.StatusAsync(1, "Charging");
        await charger.StatusAsync(0, "Available");
        Assert.Equal((ConnectorStatus.Charging, 1), (console.State("STATION").Connector(1).Status, console.State("STATION").Connectors.Count));

        await charger.StatusAsync(0, "Unavailable");
        Assert.Equal(AppAvailability.Unavailable, AppAvailability.Of(console.State("STATION"), console.State("STATION").Connector(1)));
        await charger.StatusAsync(0, "Faulted");
        Assert.Equal(AppAvailability.Faulted, AppAvailability.Of(console.State("STATION"), console.State("STATION").Connector(1)));
    }

    [Fact]
    public async Task Row_37_a_nonsense_connector_is_stored_as_a_message_and_makes_no_socket()
    {
        await using var charger = await console.BootAsync("NONSENSE", 1);

        await charger.StatusAsync(4711, "Charging");
        console.AssertFlag("NONSENSE", "StatusNotification", FrameFlags.OddConnector);
        await charger.StatusAsync(16, "Available");
        Assert.Equal([1, 16], console.State("NONSENSE").Connectors.Keys);

        // As many as an operator says it has, where one does.
        await console.Console.Get<ChargePointSettings>().ChangeAsync(console.Find("NONSENSE"), row => row with { NumberOfConnectors = 2 }, settings => settings, "test");
        await charger.StatusAsync(3, "Available");
        Assert.Equal([1, 16], console.State("NONSENSE").Connectors.Keys);
        console.AssertFlag("NONSENSE", "StatusNotification", FrameFlags.OddConnector);
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("+3")]
    [InlineData("3")]
    [InlineData("Available,Charging")]
    public async Task Row_38_a_status_that_is_none_of_the_words_is_unknown_and_kept_as_it_is(string status)
    {
        await using var legrand = await console.BootAsync("LEGRAND");

        await legrand.CallAsync("StatusNotification", $$"""{"connectorId":1,"errorCode":"Error","status":"{{status}}"}""");

        var row = console.State("LEGRAND").Connector(1).Row;
        Assert.Equal((ConnectorStatus.Unknown, status, "Error"), (row.Status, row.RawStatus, row.ErrorCode));
        console.AssertFlag("LEGRAND", "StatusNotification", FrameFlags.UnknownValue);
    }

    [Fact]
    public async Task Row_38_a_missing_error_code_is_no_error()
    {
        await using var charger = await console.BootAsync("NO-CODE");

        await charger.CallAsync("StatusNotification", """{"connectorId":1,"status":"available"}""");

        Assert.Equal((ConnectorStatus.Available, null), (console.State("NO-CODE").Connector(1).Status, console.State("NO-CODE").Connector(1).Row.ErrorCode));
        console.AssertFlag("NO-CODE", "StatusNotification", FrameFlags.MissingMember);
    }

    [Fact]
    public async Task Row_39_only_the_connector_that_did_not_tell_its_status_after_a_restart_is_asked_for()
    {
        await using (await console.BootAsync("AMTRON", 1, 2))
        {
        }

        await using var back = await console.BootAsync("AMTRON", 1);
        Assert.Equal((true, false), (console.State("AMTRON").Connector(1).IsCurrent, console.State("AMTRON").Connector(2).IsCurrent));
        console.Pass(17);

        var (id, payload) = await back.ExpectCallAsync("TriggerMessage");
        Assert.Equal("""{"requestedMessage":"StatusNotification","connectorId":2}""", payload.GetRawText());
        await back.AnswerAsync(id, """{"status":"Accepted"}""");
        await back.StatusAsync(2, "Available");
        Assert.True(console.State("AMTRON").Connector(2).IsCurrent);
    }

    [Fact]
    public async Task Row_40_a_flood_of_statuses_is_answered_and_the_last_one_counts()
    {
        await using var charger = await console.BootAsync("FLOOD", 1);
        for (var i = 0; i < 200; i++)
        {
            await charger.StatusAsync(1, i % 2 == 0 ? "Charging" : "SuspendedEV");
        }

        Assert.Equal(ConnectorStatus.SuspendedEV, console.State("FLOOD").Connector(1).Status);
        Assert.Equal(201, console.Frames("FLOOD").Count(frame => frame is { Action: "StatusNotification", Direction: Core.Journal.FrameDirection.In }));
    }

    private static string Status(int connector, string status, string time) =>
        $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{time}}"}""";
}

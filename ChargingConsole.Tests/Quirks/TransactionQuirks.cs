using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Quirks.QuirkConsole;

namespace ChargingConsole.Tests.Quirks;

/// <summary>What real chargers do to transactions, rows 42 to 50 and 56 to 58 of the field notes.</summary>
public sealed class TransactionQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task Row_42_a_start_repeated_with_another_message_id_is_the_same_transaction_and_the_same_answer()
    {
        await using var terra = await console.BootAsync("ABB-TERRA", 1);
        var start = $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{console.Time()}}"}""";

        var first = await terra.CallAsync("StartTransaction", start);
        var again = await terra.CallAsync("StartTransaction", start);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        console.AssertFlag("ABB-TERRA", "StartTransaction", FrameFlags.Repeated);
    }

    [Fact]
    public async Task Row_43_a_start_while_another_is_open_closes_that_as_estimated_and_its_late_stop_corrects_it()
    {
        await using var charger = await console.BootAsync("SUPERSEDE", 1);
        var first = await console.StartAsync(charger, secondsAgo: 600);
        await charger.CallAsync("MeterValues", console.ReadingsAgo(300, first, Register(1500)));

        var second = await console.StartAsync(charger, meterStart: 1600);
        Assert.Equal((true, 500L), ((await console.TransactionAsync(first)).Estimated, (await console.TransactionAsync(first)).EnergyWh!.Value));

        await charger.CallAsync("StopTransaction", console.Stop(first, 1600, 10));
        Assert.Equal((false, 600L), ((await console.TransactionAsync(first)).Estimated, (await console.TransactionAsync(first)).EnergyWh!.Value));
        Assert.Equal(second, console.State("SUPERSEDE").Connector(1).Transaction!.Id);
    }

    [Fact]
    public async Task Row_43_a_connector_told_free_ends_its_session_after_a_grace_and_a_late_stop_corrects_that()
    {
        await using var charger = await console.BootAsync("FREE", 1);
        var id = await console.StartAsync(charger, secondsAgo: 60);
        await charger.StatusAsync(1, "Charging");
        await charger.CallAsync("MeterValues", console.Readings(id, Register(1400)));
        console.Pass(5);
        await charger.StatusAsync(1, "Available");

        console.Pass(170);
        await charger.CallAsync("Heartbeat", "{}");
        Assert.NotNull(console.State("FREE").Connector(1).Transaction);
        console.Pass(15);
        await Until.TrueAsync(() => console.State("FREE").Connector(1).Transaction is null, "the session is over");
        var ended = await console.TransactionAsync(id);
        Assert.Equal((true, 400L, "Other"), (ended.Estimated, ended.EnergyWh!.Value, ended.StopReason));
        Assert.InRange((console.Clock.GetUtcNow() - ended.StopTime!.Value).TotalSeconds, 180, 195);

        await charger.CallAsync("StopTransaction", console.Stop(id, 1450, 190));
        Assert.Equal((false, 450L, "Local"), ((await console.TransactionAsync(id)).Estimated, (await console.TransactionAsync(id)).EnergyWh!.Value, (await console.TransactionAsync(id)).StopReason));
    }

    [Fact]
    public async Task Row_43_a_connector_told_free_whose_readings_go_on_keeps_its_session()
    {
        await using var charger = await console.BootAsync("NOT-FREE", 1);
        var id = await console.StartAsync(charger);
        await charger.StatusAsync(1, "Available");
        for (var i = 1; i <= 5; i++)
        {
            console.Pass(60);
            await charger.CallAsync("MeterValues", console.Readings(id, Register(1000 + (i * 100))));
        }

        console.Pass(5);
        await charger.CallAsync("Heartbeat", "{}");
        Assert.Equal(id, console.State("NOT-FREE").Connector(1).Transaction?.Id);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("null")]
    public async Task Row_44_a_stop_and_readings_without_a_real_transaction_belong_to_the_single_open_one(string told)
    {
        var id = $"HAGER{told}";
        await using var charger = await console.BootAsync(id, 1, 2);
        var open = await console.StartAsync(charger);

        await charger.CallAsync("MeterValues", console.Readings(0, Register(1300)).Replace("\"transactionId\":0", $"\"transactionId\":{told}", StringComparison.Ordinal));
        await charger.CallAsync("StopTransaction", console.Stop(told, 1500));

        Assert.Equal(500, (await console.TransactionAsync(open)).EnergyWh);
        Assert.Equal(open, Assert.Single(await console.ReadingsAsync(id)).TransactionId);
        console.AssertFlag(id, "StopTransaction", FrameFlags.OddTransaction);
    }

    [Fact]
    public async Task Row_44_a_stop_that_may_mean_two_is_an_orphan_and_ends_neither()
    {
        await using var charger = await console.BootAsync("AMBIGUOUS", 1, 2);
        await console.StartAsync(charger);
        await console.StartAsync(charger, connector: 2);

        await charger.CallAsync("StopTransaction", console.Stop(-1, 1500));

        Assert.All(console.State("AMBIGUOUS").Connectors.Values, connector => Assert.NotNull(connector.Transaction));
        var key = console.Find("AMBIGUOUS").Key;
        Assert.Equal(1, await console.CountAsync(context => context.OrphanStops.Where(row => row.ChargePointKey == key)));
    }

    [Fact]
    public async Task Row_45_a_64_bit_transaction_id_means_the_one_that_runs()
    {
        await using var alfen = await console.BootAsync("ALFEN", 1);
        var id = await console.StartAsync(alfen);

        await alfen.CallAsync("StopTransaction", console.Stop(long.MaxValue, 1500));

        Assert.Equal(TransactionStatus.Completed, (await console.TransactionAsync(id)).Status);
        console.AssertFlag("ALFEN", "StopTransaction", FrameFlags.OddTransaction);
    }

    [Fact]
    public async Task Row_46_transaction_ids_are_above_0_and_unique_over_chargers_and_restarts()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-ids-").FullName;
        var ids = new List<int>();
        await using (var own = await RunningConsole.StartOnAsync(folder))
        {
            await using var first = await RawCharger.BootAsync(own.Ocpp, "IDS-1", 1);
            await using var second = await RawCharger.BootAsync(own.Ocpp, "IDS-2", 1);
            ids.AddRange([await StartAsync(first, 1), await StartAsync(second, 1)]);
        }

        await using (var again = await RunningConsole.StartOnAsync(folder))
        {
            await using var third = await RawCharger.BootAsync(again.Ocpp, "IDS-3", 1);
            ids.Add(await StartAsync(third, 1));
        }

        Directory.Delete(folder, recursive: true);
        Assert.All(ids, id => Assert.True(id > 0));
        Assert.Equal(ids.Count, ids.Distinct().Count());

        async Task<int> StartAsync(RawCharger charger, int connector) => (await charger.CallAsync(
            "StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"APP_USER","meterStart":0,"timestamp":"{{console.Time()}}"}""")).GetProperty("transactionId").GetInt32();
    }

    [Fact]
    public async Task Row_47_a_stop_of_a_session_that_never_started_with_us_is_answered_and_kept()
    {
        await using var wallbox = await console.BootAsync("FREE-VEND", 1);

        var answer = await wallbox.CallAsync("StopTransaction", $$"""{"idTag":"APP_USER","transactionId":987654,"meterStop":4200,"timestamp":"{{console.Time()}}"}""");

        Assert.Equal("Accepted", answer.GetProperty("idTagInfo").GetProperty("status").GetString());
        var key = console.Find("FREE-VEND").Key;
        Assert.Equal(1, await console.CountAsync(context => context.OrphanStops.Where(row => row.ChargePointKey == key && row.TransactionId == 987654)));
        console.AssertFlag("FREE-VEND", "StopTransaction", FrameFlags.OddTransaction);
    }

    [Fact]
    public async Task Row_48_a_transaction_of_another_charger_is_unknown()
    {
        await using var owner = await console.BootAsync("OWNER", 1);
        await using var stranger = await console.BootAsync("STRANGER", 1);
        var id = await console.StartAsync(owner);

        await stranger.CallAsync("StopTransaction", console.Stop(id, 5000));
        await stranger.CallAsync("MeterValues", console.Readings(id, Register(9999)));

        Assert.Equal(id, console.State("OWNER").Connector(1).Transaction!.Id);
        Assert.All(await console.ReadingsAsync("STRANGER"), reading => Assert.Null(reading.TransactionId));
        console.AssertFlag("STRANGER", "StopTransaction", FrameFlags.OddTransaction);
    }

    [Fact]
    public async Task Row_49_a_stop_without_a_tag_and_a_tag_beyond_20_characters_are_taken()
    {
        await using var charger = await console.BootAsync("TAGLESS", 1);
        var id = await console.StartAsync(charger, idTag: "A-TAG-OF-MORE-THAN-TWENTY-CHARACTERS");
        console.AssertFlag("TAGLESS", "StartTransaction", FrameFlags.TooLong);

        Assert.Equal("{}", (await charger.CallAsync("StopTransaction", console.Stop(id, 1500))).GetRawText());

        Assert.Equal((500L, null), ((await console.TransactionAsync(id)).EnergyWh!.Value, (await console.TransactionAsync(id)).StopIdTag));
    }

    [Theory]
    [InlineData("HUAWEI", 1000, -1, new long[] { 1000, 1800 }, 800)]
    [InlineData("UNKNOWN-END", 1000, 999, new long[] { 1000, 1300 }, 300)]
    [InlineData("RESET-METER", 50000, 900, new long[] { 100, 500 }, 800)]
    [InlineData("ABSOLUTE", 0, 5_000_900, new long[] { 5_000_000, 5_000_500 }, 900)]
    [InlineData("NOTHING-KNOWN", 1000, -1, new long[] { }, 0)]
    public async Task Row_50_registers_that_are_not_of_one_piece_close_the_session_with_the_energy_of_the_readings(string id, long start, long stop, long[] registers, long energy)
    {
        await using var charger = await console.BootAsync(id, 1);
        var transaction = await console.StartAsync(charger, meterStart: start, secondsAgo: 600);
        for (var i = 0; i < registers.Length; i++)
        {
            await charger.CallAsync("MeterValues", console.ReadingsAgo(500 - (i * 100), transaction, Register(registers[i])));
        }

        await charger.CallAsync("StopTransaction", console.Stop(transaction, stop));

        var ended = await console.TransactionAsync(transaction);
        Assert.Equal((TransactionStatus.Completed, energy), (ended.Status, ended.EnergyWh!.Value));
        console.AssertFlag(id, "StopTransaction", FrameFlags.OddMeter);
    }

    [Fact]
    public async Task Row_56_an_agreed_stop_without_a_StopTransaction_is_asked_about_and_closed_when_the_connector_left_charging()
    {
        await using var dc = await console.BootAsync("DC3001", 1);
        var id = await StopAgreedAsync(dc, "DC3001");
        console.Pass(31);

        var (status, payload) = await dc.ExpectCallAsync("TriggerMessage");
        Assert.Equal("""{"requestedMessage":"StatusNotification","connectorId":1}""", payload.GetRawText());
        await dc.StatusAsync(1, "Finishing");
        await dc.AnswerAsync(status, """{"status":"Accepted"}""");
        var (meter, _) = await dc.ExpectCallAsync("TriggerMessage");
        await dc.AnswerAsync(meter, """{"status":"Rejected"}""");
        await dc.CallAsync("Heartbeat", "{}");

        await Until.TrueAsync(
            () =>
            {
                console.Pass(2);
                return console.State("DC3001").Connector(1).Transaction is null;
            },
            "the session is over");
        Assert.Equal((true, "Remote"), ((await console.TransactionAsync(id)).Estimated, (await console.TransactionAsync(id)).StopReason));
    }

    [Fact]
    public async Task Row_56_an_agreed_stop_is_closed_after_five_minutes_where_the_status_tells_nothing()
    {
        await using var dc = await console.BootAsync("DC3002", 1);
        await SetAsync("DC3002", settings => settings with { NotSupported = "TriggerMessage" });
        var id = await StopAgreedAsync(dc, "DC3002");

        console.Pass(290);
        await dc.CallAsync("Heartbeat", "{}");
        Assert.NotNull(console.State("DC3002").Connector(1).Transaction);
        console.Pass(15);

        await Until.TrueAsync(() => console.State("DC3002").Connector(1).Transaction is null, "the session is over");
        Assert.True((await console.TransactionAsync(id)).Estimated);
    }

    [Fact]
    public async Task Row_57_readings_that_keep_the_old_transaction_after_its_stop_reopen_nothing()
    {
        await using var enPlus = await console.BootAsync("EN-PLUS-57", 1);
        var id = await console.StartAsync(enPlus, secondsAgo: 3600);
        await enPlus.CallAsync("StopTransaction", console.Stop(id, 2000, 1800));

        await enPlus.CallAsync("MeterValues", console.ReadingsAgo(1790, id, Register(2000)));
        await enPlus.CallAsync("MeterValues", console.ReadingsAgo(0, id, Register(2001)));
        console.AssertFlag("EN-PLUS-57", "MeterValues", FrameFlags.OddTransaction);

        Assert.Equal([id, null], (await console.ReadingsAsync("EN-PLUS-57")).Select(reading => reading.TransactionId));
        Assert.Equal((TransactionStatus.Completed, 1000L), ((await console.TransactionAsync(id)).Status, (await console.TransactionAsync(id)).EnergyWh!.Value));
        Assert.Null(console.State("EN-PLUS-57").Connector(1).Transaction);
    }

    [Fact]
    public async Task Row_57_readings_that_keep_the_old_transaction_belong_to_the_new_one_once_it_runs()
    {
        await using var enPlus = await console.BootAsync("EN-PLUS-58", 1);
        var old = await console.StartAsync(enPlus, secondsAgo: 7200);
        await enPlus.CallAsync("StopTransaction", console.Stop(old, 2000, 3600));
        var open = await console.StartAsync(enPlus, meterStart: 2000, secondsAgo: 60);

        await enPlus.CallAsync("MeterValues", console.Readings(old, Register(2100)));

        Assert.Equal(open, Assert.Single(await console.ReadingsAsync("EN-PLUS-58")).TransactionId);
        Assert.Equal(100, console.State("EN-PLUS-58").Connector(1).EnergyWh);
    }

    [Fact]
    public async Task Row_58_readings_without_a_transaction_belong_to_the_open_one_when_they_were_sampled_inside_it()
    {
        await using var charger = await console.BootAsync("NO-TRANSACTION", 1);
        var id = await console.StartAsync(charger, secondsAgo: 300);

        await charger.CallAsync("MeterValues", console.ReadingsAgo(900, null, Register(900)));
        await charger.CallAsync("MeterValues", console.ReadingsAgo(100, null, Register(1400)));
        await charger.CallAsync("MeterValues", console.Readings(null, Register(7777)).Replace("\"connectorId\":1", "\"connectorId\":0", StringComparison.Ordinal));

        Assert.Equal([(1, null), (1, (int?)id), (0, null)], (await console.ReadingsAsync("NO-TRANSACTION")).Select(reading => (reading.ConnectorId, reading.TransactionId)));
        Assert.Equal((400, 7777), (console.State("NO-TRANSACTION").Connector(1).EnergyWh, console.State("NO-TRANSACTION").StationReading!.EnergyWh));
    }

    private async Task<int> StopAgreedAsync(RawCharger charger, string chargerId)
    {
        await charger.StatusAsync(1, "Charging");
        var id = await console.StartAsync(charger);
        var stopping = console.Desk.StopAsync(id, "test");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStopTransaction")).Id, """{"status":"Accepted"}""");
        Assert.True((await stopping).IsAccepted);
        console.Pass(1);
        Assert.Equal(id, console.State(chargerId).Connector(1).Transaction!.Id);
        return id;
    }

    private Task SetAsync(string id, Func<QuirkSettings, QuirkSettings> change) =>
        console.Console.Get<ChargePointSettings>().ChangeAsync(console.Find(id), row => row, change, "test");
}

using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of connections that are lost: what was told while away comes late, with its own times, and counts once.</summary>
public sealed class OfflineCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_035_An_idle_charger_loses_its_connection_and_comes_back_without_a_boot()
    {
        var charger = await BootAsync("TC035", 1, 2);
        await LoseAsync(charger, "TC035");
        Has(await ChargerAsync("TC035"), ("status", "offline"), ("availability", "unavailable"));
        Has((await Web.WriteAsync("/api/charging/start", """{"charger_id":"TC035"}""")).Ok(), ("success", false), ("code", "not_connected"));
        Assert.Equal(ChargePointCondition.Offline, State("TC035").Condition);

        await using var back = await ReconnectAsync("TC035");
        await back.StatusAsync(1, "Available");
        await back.StatusAsync(2, "Available");

        Has(await ChargerAsync("TC035"), ("status", "online"), ("availability", "available"), ("number_of_connectors", 2));
        Assert.Empty(await SessionsAsync("TC035"));
    }

    [Fact]
    public async Task TC_036_The_connection_is_lost_during_a_session_whose_readings_come_late_and_count_once()
    {
        var charger = await BootAsync("TC036");
        var id = IdOf(await StartAsync(charger, Ago(60), 1000));
        await charger.StatusAsync(1, "Charging");
        await charger.CallAsync("MeterValues", ReadingOf(id, Ago(50), 1500));
        await LoseAsync(charger, "TC036");
        Has(await ChargerAsync("TC036"), ("status", "offline"), ("active_transaction_id", id));
        Has(await SessionAsync(id), ("status", "active"), ("stop_time", null), ("energy_consumed", 0.5));

        await using var back = await ReconnectAsync("TC036");
        var offline = new[] { ReadingOf(id, Ago(40), 2000), ReadingOf(id, Ago(30), 2500), ReadingOf(id, Ago(20), 3000) };
        foreach (var reading in offline.Concat(offline))
        {
            await back.CallAsync("MeterValues", reading);
        }

        Has(await SessionAsync(id), ("status", "active"), ("energy_consumed", 2));
        var stopped = Ago(1);
        await StopAsync(back, id, stopped, 3600, "Local");

        Has(Assert.Single(await SessionsAsync("TC036")), ("status", "completed"), ("energy_consumed", 2.6), ("stop_time", Text(stopped)));
        var curve = (await Web.ReadAsync($"/api/sessions/{id}/meter-values")).Ok().EnumerateArray().Select(point => point.GetProperty("total_kwh").GetDouble());
        Assert.Equal([1.5, 2, 2.5, 3], curve);
    }

    [Fact]
    public async Task TC_037_1_A_session_begun_offline_with_a_valid_tag_goes_on()
    {
        await using var back = await LoseIdleAsync("TC037-1");
        var began = Ago(15);
        var started = await StartAsync(back, began, 1000);
        await back.StatusAsync(1, "Charging");

        Assert.Equal("Accepted", StatusOf(started));
        Has(Assert.Single(await SessionsAsync("TC037-1")), ("status", "active"), ("start_time", Text(began)), ("authorization", "Accepted"), ("transaction_id", IdOf(started)));
        Has(await ConnectorAsync("TC037-1"), ("status", "Charging"), ("transaction_id", IdOf(started)));
    }

    [Fact]
    public async Task TC_037_2_A_session_begun_offline_with_an_invalid_tag_is_told_invalid_and_kept()
    {
        await using var back = await LoseIdleAsync("TC037-2");
        var started = await StartAsync(back, Ago(15), 1000, "TC037-NOBODY");
        Assert.Equal("Invalid", StatusOf(started));
        Assert.True(IdOf(started) > 0);
        await back.StatusAsync(1, "SuspendedEVSE");
        Has(await SessionAsync(IdOf(started)), ("status", "active"), ("authorization", "Invalid"), ("id_tag", "TC037-NOBODY"));

        await StopAsync(back, IdOf(started), Ago(0), 1400, "Local", "TC037-NOBODY");

        Has(Assert.Single(await SessionsAsync("TC037-2")), ("status", "completed"), ("energy_consumed", 0.4), ("stop_reason", "Local"), ("authorization", "Invalid"));
    }

    [Fact]
    public async Task TC_037_3_A_session_begun_offline_with_an_invalid_tag_is_ended_by_the_charger()
    {
        await using var back = await LoseIdleAsync("TC037-3");
        var started = await StartAsync(back, Ago(15), 1000, "TC037-NOBODY");
        Assert.Equal("Invalid", StatusOf(started));
        await StopAsync(back, IdOf(started), Ago(0), 1400, "DeAuthorized");
        await back.StatusAsync(1, "Finishing");
        await back.StatusAsync(1, "Available");

        Has(Assert.Single(await SessionsAsync("TC037-3")), ("status", "completed"), ("energy_consumed", 0.4), ("stop_reason", "DeAuthorized"), ("estimated", false));
        Has(await ConnectorAsync("TC037-3"), ("status", "Available"), ("transaction_id", null));
    }

    [Fact]
    public async Task TC_038_A_session_ended_offline_ends_when_it_did_and_not_when_that_was_told()
    {
        var charger = await BootAsync("TC038");
        var id = IdOf(await StartAsync(charger, Ago(120), 1000));
        await charger.StatusAsync(1, "Charging");
        await LoseAsync(charger, "TC038");

        await using var back = await ReconnectAsync("TC038");
        var stopped = Ago(45);
        await back.StatusAsync(1, "Available");
        Assert.Equal("Accepted", StatusOf(await StopAsync(back, id, stopped, 9000, "Local", "APP_USER")));

        Has(await SessionAsync(id), ("status", "completed"), ("stop_time", Text(stopped)), ("energy_consumed", 8), ("stop_reason", "Local"), ("estimated", false));
        Has(await ChargerAsync("TC038"), ("active_transaction_id", null), ("availability", "available"));
    }

    [Fact]
    public async Task TC_039_Sessions_of_an_offline_time_come_whole_in_order_and_once()
    {
        await using var back = await LoseIdleAsync("TC039");
        DateTimeOffset[] began = [Ago(300), Ago(200), Ago(100)];
        var ids = new List<int>();
        foreach (var (start, i) in began.Select((start, i) => (start, i)))
        {
            var id = IdOf(await StartAsync(back, start, 1000 * (i + 1)));
            await back.CallAsync("MeterValues", ReadingOf(id, start.AddMinutes(10), (1000 * (i + 1)) + 300));
            await StopAsync(back, id, start.AddMinutes(30), (1000 * (i + 1)) + 1000, "Local", "APP_USER");
            ids.Add(id);
        }

        await back.StatusAsync(1, "Available");
        var sessions = await SessionsAsync("TC039");
        Assert.Equal(ids.AsEnumerable().Reverse(), sessions.Select(session => session.GetProperty("transaction_id").GetInt32()));
        Assert.All(sessions, session => Has(session, ("status", "completed"), ("energy_consumed", 1), ("duration_seconds", 1800), ("estimated", false), ("authorization", "Accepted")));
        Assert.Equal(began.Reverse().Select(Text), sessions.Select(session => session.GetProperty("start_time").GetString()));
        Has(await ChargerAsync("TC039"), ("active_transaction_id", null), ("availability", "available"));
    }

    [Fact]
    public async Task TC_039_What_a_lost_answer_has_the_charger_repeat_counts_once()
    {
        var charger = await LoseIdleAsync("TC039-2");
        var (began, stopped) = (Ago(90), Ago(30));

        // The start is taken, and its answer is lost with the connection.
        await charger.SendAsync($"""[2,"lost-1","StartTransaction",{StartOf(began, 1000)}]""");
        await Web.UntilAsync("/api/sessions?charge_point_id=TC039-2", sessions => sessions.GetArrayLength() == 1);
        await LoseAsync(charger, "TC039-2");
        charger = await ReconnectAsync("TC039-2");
        var id = IdOf(await StartAsync(charger, began, 1000));

        // So it is with a reading and with the stop.
        await charger.SendAsync($"""[2,"lost-2","MeterValues",{ReadingOf(id, began.AddMinutes(20), 2500)}]""");
        await Web.UntilAsync($"/api/sessions/{id}/meter-values", points => points.GetArrayLength() == 1);
        await LoseAsync(charger, "TC039-2");
        charger = await ReconnectAsync("TC039-2");
        await charger.CallAsync("MeterValues", ReadingOf(id, began.AddMinutes(20), 2500));
        await charger.SendAsync($"""[2,"lost-3","StopTransaction",{StopOf(id, stopped, 4000, "Local", "APP_USER")}]""");
        await Web.UntilAsync($"/api/sessions/{id}", session => session.GetProperty("status").GetString() == "completed");
        await LoseAsync(charger, "TC039-2");
        await using var back = await ReconnectAsync("TC039-2");
        Assert.Equal(id, IdOf(await StartAsync(back, began, 1000)));
        Assert.Equal("Accepted", StatusOf(await StopAsync(back, id, stopped, 4000, "Local", "APP_USER")));

        Has(Assert.Single(await SessionsAsync("TC039-2")), ("transaction_id", id), ("status", "completed"), ("start_time", Text(began)), ("stop_time", Text(stopped)), ("energy_consumed", 3));
        Assert.Single((await Web.ReadAsync($"/api/sessions/{id}/meter-values")).Ok().EnumerateArray());
        Has(await ChargerAsync("TC039-2"), ("active_transaction_id", null));
    }

    /// <summary>A free charger that lost its connection and is back, with something to tell.</summary>
    private async Task<RawCharger> LoseIdleAsync(string id)
    {
        var charger = await BootAsync(id);
        await LoseAsync(charger, id);
        return await ReconnectAsync(id);
    }
}

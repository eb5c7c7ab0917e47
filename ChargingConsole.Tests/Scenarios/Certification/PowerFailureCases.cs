using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of power that fails.</summary>
public sealed class PowerFailureCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_032_1_The_charger_ends_its_session_before_it_goes_down()
    {
        var charger = await BootAsync("TC032-1");
        var id = IdOf(await StartAsync(charger, Ago(60), 1000));
        await charger.StatusAsync(1, "Charging");
        await StopAsync(charger, id, Ago(0), 1800, "PowerLoss");
        await LoseAsync(charger, "TC032-1");
        Has(await SessionAsync(id), ("status", "completed"), ("stop_reason", "PowerLoss"), ("energy_consumed", 0.8));

        await using var back = await ReconnectAsync("TC032-1");
        await back.CallAsync("BootNotification", Boot);
        await back.StatusAsync(1, "Preparing");

        Has(Assert.Single(await SessionsAsync("TC032-1")), ("status", "completed"), ("estimated", false));
        Has(await ConnectorAsync("TC032-1"), ("status", "Preparing"), ("transaction_id", null));
    }

    [Fact]
    public async Task TC_032_2_The_charger_ends_its_session_after_it_came_back()
    {
        var charger = await BootAsync("TC032-2");
        var id = IdOf(await StartAsync(charger, Ago(60), 1000));
        await charger.StatusAsync(1, "Charging");
        await LoseAsync(charger, "TC032-2");

        await using var back = await ReconnectAsync("TC032-2");
        await back.CallAsync("BootNotification", Boot);
        Has(await SessionAsync(id), ("status", "interrupted"));
        await back.StatusAsync(1, "Preparing");
        var failed = Ago(20);
        await StopAsync(back, id, failed, 1800, "PowerLoss");

        Has(Assert.Single(await SessionsAsync("TC032-2")), ("status", "completed"), ("stop_reason", "PowerLoss"), ("stop_time", Text(failed)), ("energy_consumed", 0.8));
    }

    [Fact]
    public async Task TC_032_3_The_charger_takes_its_session_up_again()
    {
        var charger = await BootAsync("TC032-3");
        var id = IdOf(await StartAsync(charger, Ago(60), 1000));
        await charger.CallAsync("MeterValues", ReadingOf(id, Ago(30), 1500));
        await LoseAsync(charger, "TC032-3");

        await using var back = await ReconnectAsync("TC032-3");
        await back.CallAsync("BootNotification", Boot);
        await back.StatusAsync(1, "Charging");
        Has(await SessionAsync(id), ("status", "interrupted"), ("energy_consumed", 0.5));
        await back.CallAsync("MeterValues", ReadingOf(id, Ago(1), 2000));

        Has(Assert.Single(await SessionsAsync("TC032-3")), ("status", "active"), ("energy_consumed", 1), ("transaction_id", id));
        Has(await ConnectorAsync("TC032-3"), ("status", "Charging"), ("transaction_id", id));
    }

    [Fact]
    public async Task TC_034_A_connector_out_of_operation_still_is_after_the_power_failed()
    {
        var charger = await BootAsync("TC034", 1, 2);
        var (sent, told) = await AskAsync(charger, "TC034", "ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""", """{"status":"Accepted"}""");
        Assert.Equal("""{"connectorId":1,"type":"Inoperative"}""", sent);
        Has(told, ("success", true), ("message", "The charger changed its availability."));
        await charger.StatusAsync(1, "Unavailable");
        await LoseAsync(charger, "TC034");

        await using var back = await ReconnectAsync("TC034");
        await back.CallAsync("BootNotification", Boot);
        await back.StatusAsync(0, "Available");
        await back.StatusAsync(1, "Unavailable");
        await back.StatusAsync(2, "Available");

        Has(await ConnectorAsync("TC034", 1), ("status", "Unavailable"), ("availability", "unavailable"));
        Has(await ConnectorAsync("TC034", 2), ("status", "Available"), ("availability", "available"));
        Has((await Web.WriteAsync("/api/charging/start", """{"charger_id":"TC034","connector_id":1}""")).Ok(),
            ("success", false), ("code", "not_available"), ("message", "Charger TC034 is not available (status: unavailable)"));
    }
}

using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of resets.</summary>
public sealed class ResetCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Theory]
    [InlineData("TC_013", "Hard")]
    [InlineData("TC_014", "Soft")]
    public async Task TC_013_and_014_Reset_without_a_session(string id, string type)
    {
        await using var charger = await BootAsync(id, 1, 2);
        var told = await ResetAsync(charger, id, type);
        await LoseAsync(charger, id);
        Has(await ChargerAsync(id), ("status", "offline"), ("availability", "unavailable"));
        Has(await CommandAsync(told), ("state", "accepted"));

        await using var back = await ReconnectAsync(id);
        Has(await CommandAsync(told), ("state", "accepted"));
        await back.CallAsync("BootNotification", Boot);
        Has(await CommandAsync(told, "confirmed"), ("status", "Accepted"), ("message", "The charger has booted again."));
        await back.StatusAsync(1, "Available");
        await back.StatusAsync(2, "Available");

        Has(await ChargerAsync(id), ("status", "online"), ("availability", "available"));
        Assert.Empty(await SessionsAsync(id));
    }

    [Fact]
    public async Task TC_015_Hard_reset_with_a_session_whose_stop_comes_after_the_boot()
    {
        await using var charger = await BootAsync("TC015");
        var session = IdOf(await StartAsync(charger, Ago(30), 1000));
        await charger.StatusAsync(1, "Charging");
        await charger.MeterAsync(session, 1600, 7400);
        var told = await ResetAsync(charger, "TC015", "Hard");
        await LoseAsync(charger, "TC015");
        Has(await SessionAsync(session), ("status", "active"), ("energy_consumed", 0.6));

        await using var back = await ReconnectAsync("TC015");
        await back.CallAsync("BootNotification", Boot);
        Has(await SessionAsync(session), ("status", "interrupted"), ("stop_time", null));
        var stopped = Ago(1);
        await StopAsync(back, session, stopped, 1700, "HardReset");
        await back.StatusAsync(1, "Available");

        Has(await CommandAsync(told, "confirmed"), ("message", "The charger has booted again."));
        Has(await SessionAsync(session), ("status", "completed"), ("stop_reason", "HardReset"), ("energy_consumed", 0.7), ("stop_time", Text(stopped)), ("estimated", false));
        Has(await ChargerAsync("TC015"), ("availability", "available"), ("active_transaction_id", null));
    }

    [Fact]
    public async Task TC_016_Soft_reset_with_a_session_that_is_ended_first()
    {
        await using var charger = await BootAsync("TC016");
        var session = IdOf(await StartAsync(charger, Ago(30), 1000));
        var told = await ResetAsync(charger, "TC016", "Soft");
        await StopAsync(charger, session, Ago(0), 1300, "SoftReset");
        await charger.StatusAsync(1, "Finishing");
        Has(await SessionAsync(session), ("status", "completed"), ("stop_reason", "SoftReset"), ("energy_consumed", 0.3));
        Has(await CommandAsync(told), ("state", "accepted"));
        await LoseAsync(charger, "TC016");

        await using var back = await ReconnectAsync("TC016");
        await back.CallAsync("BootNotification", Boot);
        Has(await CommandAsync(told, "confirmed"), ("message", "The charger has booted again."));
        Has(Assert.Single(await SessionsAsync("TC016")), ("status", "completed"), ("stop_reason", "SoftReset"));
    }

    private async Task<JsonElement> ResetAsync(RawCharger charger, string id, string type)
    {
        var (sent, told) = await AskAsync(charger, id, "Reset", $$"""{"type":"{{type}}"}""", """{"status":"Accepted"}""");
        Assert.Equal($$"""{"type":"{{type}}"}""", sent);
        Has(told, ("success", true), ("status", "Accepted"));
        return told;
    }
}

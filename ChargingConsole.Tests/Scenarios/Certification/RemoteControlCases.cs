using ChargingConsole.Core.Charging;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of starting and stopping from afar.</summary>
public sealed class RemoteControlCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_010_Remote_start_with_the_cable_plugged_in_first()
    {
        await using var charger = await BootAsync("TC010");
        await charger.StatusAsync(1, "Preparing");
        var asking = await AskStartAsync(charger, "TC010", "Accepted");
        await AuthorizeAsync(charger);
        var id = IdOf(await StartAsync(charger, Ago(0), 1000));

        var told = (await asking).Ok();
        Has(told, ("success", true), ("transaction_id", id), ("code", "accepted"));
        await charger.StatusAsync(1, "Charging");
        Has(await CommandAsync(told, "confirmed"), ("action", "RemoteStartTransaction"), ("status", "Accepted"), ("transaction_id", id), ("message", "The session has begun."));
        Has(await SessionAsync(id), ("status", "active"), ("command_id", told.GetProperty("command_id").GetInt64()));
        Has(await ChargerAsync("TC010"), ("availability", "charging"), ("active_transaction_id", id));
    }

    [Fact]
    public async Task TC_011_1_Remote_start_and_the_cable_comes_after()
    {
        await using var charger = await BootAsync("TC011-1");
        var asking = await AskStartAsync(charger, "TC011-1", "Accepted");
        await AuthorizeAsync(charger);
        await charger.StatusAsync(1, "Preparing");
        Has(Assert.Single(await SessionsAsync("TC011-1")), ("status", "pending"), ("transaction_id", 0), ("connector_id", 1));
        var id = IdOf(await StartAsync(charger, Ago(0), 1000));
        await charger.StatusAsync(1, "Charging");

        Has((await asking).Ok(), ("success", true), ("transaction_id", id));
        Has(Assert.Single(await SessionsAsync("TC011-1")), ("status", "active"), ("transaction_id", id));
    }

    [Fact]
    public async Task TC_012_Remote_stop()
    {
        await using var charger = await BootAsync("TC012");
        var id = IdOf(await StartAsync(charger, Ago(20), 1000));
        await charger.StatusAsync(1, "Charging");
        var asking = Web.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}}}""");
        var (uniqueId, sent) = await charger.ExpectCallAsync("RemoteStopTransaction");
        Assert.Equal($$"""{"transactionId":{{id}}}""", sent.GetRawText());
        await charger.AnswerAsync(uniqueId, """{"status":"Accepted"}""");
        var told = (await asking).Ok();
        Has(told, ("success", true), ("transaction_id", id));
        Has(await SessionAsync(id), ("status", "stopping"), ("stop_time", null));
        Has(await CommandAsync(told), ("state", "accepted"), ("ended_at", null));

        await StopAsync(charger, id, Ago(0), 3000, "Remote");
        await charger.StatusAsync(1, "Finishing");
        await charger.StatusAsync(1, "Available");

        Has(await SessionAsync(id), ("status", "completed"), ("stop_reason", "Remote"), ("energy_consumed", 2));
        Has(await CommandAsync(told, "confirmed"), ("transaction_id", id), ("message", "The session has ended."));
    }

    [Fact]
    public async Task TC_026_Remote_start_is_rejected()
    {
        await using var charger = await BootAsync("TC026");
        var told = (await await AskStartAsync(charger, "TC026", "Rejected")).Ok();

        Has(told, ("success", false), ("transaction_id", null), ("code", "rejected"), ("message", "Charger rejected the start request. Charger may be unavailable or already charging."));
        Has(await CommandAsync(told), ("state", "rejected"), ("status", "Rejected"), ("message", "The charger refused to start a session."));
        Assert.Empty(await SessionsAsync("TC026"));
        Has(await ChargerAsync("TC026"), ("availability", "available"));
    }

    [Fact]
    public async Task TC_028_Remote_stop_is_rejected_and_the_session_goes_on()
    {
        await using var charger = await BootAsync("TC028");
        var id = IdOf(await StartAsync(charger, Ago(5), 1000));
        var asking = Web.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}}}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStopTransaction")).Id, """{"status":"Rejected"}""");

        var told = (await asking).Ok();
        Has(told, ("success", false), ("code", "rejected"), ("message", "Failed to stop charging: Rejected"));
        Has(await CommandAsync(told), ("state", "rejected"), ("message", "The charger refused to stop: it has no such session."));
        Has(await SessionAsync(id), ("status", "active"));
    }

    [Fact]
    public async Task TC_028_Remote_stop_of_a_session_that_nobody_knows_is_rejected()
    {
        await using var charger = await BootAsync("TC028-0");
        Has((await Web.WriteAsync("/api/charging/stop", """{"transaction_id":987654321,"charger_id":"TC028-0"}""")).Ok(), ("success", false), ("code", "no_active_session"));

        var (sent, told) = await AskAsync(charger, "TC028-0", "RemoteStopTransaction", """{"transactionId":987654321}""", """{"status":"Rejected"}""");
        Assert.Equal("""{"transactionId":987654321}""", sent);
        Has(told, ("success", false), ("status", "Rejected"), ("message", "The charger refused to stop: it has no such session."));
        Has(await CommandAsync(told), ("state", "rejected"), ("transaction_id", 987654321));
        Assert.DoesNotContain(Console.Get<TransactionBook>().Open, open => open.ChargePointKey == State("TC028-0").Row.Key);
    }
}

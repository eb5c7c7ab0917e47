using System.Net;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>Chargers in maintenance, from the back office to the wire.</summary>
public sealed class MaintenanceTests
{
    [Fact]
    public async Task Starts_are_refused_with_the_reason_and_the_charger_is_told_on_both_ends()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "M-1", 1);

        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/M-1/maintenance", """{"reason":"Plug is broken"}""")).Ok();
        var (id, told) = await charger.ExpectCallAsync("ChangeAvailability");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.Equal((0, "Inoperative"), (told.GetProperty("connectorId").GetInt32(), told.GetProperty("type").GetString()));

        var start = (await console.Web.WriteAsync("/api/charging/start", """{"charger_id":"M-1"}""")).Ok();
        Assert.False(start.GetProperty("success").GetBoolean());
        Assert.Equal(OutcomeCode.InMaintenance, start.GetProperty("code").GetString());
        Assert.Contains("Plug is broken", start.GetProperty("message").GetString(), StringComparison.Ordinal);
        var shown = await console.Web.UntilAsync("/api/chargers/M-1/status", status => status.GetProperty("maintenance").GetProperty("charger_answer").GetString() == "Accepted");
        Assert.Equal("unavailable", shown.GetProperty("availability").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await console.Web.CallAsync(HttpMethod.Delete, "/api/chargers/M-1/maintenance")).Status);
        (id, told) = await charger.ExpectCallAsync("ChangeAvailability");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.Equal("Operative", told.GetProperty("type").GetString());
    }

    [Fact]
    public async Task It_is_kept_while_the_charger_is_away_and_over_a_restart_and_told_when_the_charger_comes()
    {
        var first = await RunningConsole.StartAsync();
        await using (await RawCharger.BootAsync(first.Ocpp, "M-2", 1))
        {
        }

        await first.Web.UntilAsync("/api/chargers/M-2/status", status => status.GetProperty("status").GetString() == "offline");
        (await first.Web.CallAsync(HttpMethod.Put, "/api/chargers/M-2/maintenance", """{"reason":"Cable theft"}""")).Ok();
        var folder = await first.StopAsync();

        await using var second = await RunningConsole.StartOnAsync(folder);
        var state = second.Get<Fleet>().Find("M-2")!.State;
        Assert.Equal((ChargePointCondition.Maintenance, "Cable theft", OwedAvailability.Inoperative), (state.Condition, state.Maintenance!.Reason, state.Maintenance.Owed));
        // Without a word of its connector: it is told two seconds after it came, whatever it says meanwhile.
        await using var charger = await RawCharger.BootAsync(second.Ocpp, "M-2");
        var (id, told) = await charger.ExpectCallAsync("ChangeAvailability");
        await charger.AnswerAsync(id, """{"status":"Scheduled"}""");

        Assert.Equal("Inoperative", told.GetProperty("type").GetString());
        await second.Web.UntilAsync("/api/chargers/M-2/status", status => !status.GetProperty("maintenance").GetProperty("charger_not_told_yet").GetBoolean());
    }

    [Fact]
    public async Task A_reason_is_required_and_a_charger_that_refused_is_not_asked_to_go_into_operation()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "M-3", 1, 2);

        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/M-3/maintenance", """{"reason":" "}""")).Problem(HttpStatusCode.UnprocessableEntity);
        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/M-3/maintenance", """{"reason":"Paint is wet"}""")).Ok();
        var (id, _) = await charger.ExpectCallAsync("ChangeAvailability");
        await charger.AnswerAsync(id, """{"status":"Rejected"}""");
        await console.Web.UntilAsync("/api/chargers/M-3/status", status => status.GetProperty("maintenance").GetProperty("charger_answer").GetString() == "Rejected");
        await console.Web.CallAsync(HttpMethod.Delete, "/api/chargers/M-3/maintenance");

        var state = console.Get<Fleet>().Find("M-3")!.State;
        Assert.Equal((false, OwedAvailability.None), (state.IsInMaintenance, state.Maintenance!.Owed));
    }
}

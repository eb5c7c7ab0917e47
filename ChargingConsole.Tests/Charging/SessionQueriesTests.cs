using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Charging;

public sealed class SessionQueriesTests
{
    [Fact]
    public async Task Paging_goes_on_behind_a_page_of_nothing_but_pending_sessions()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1, 2);
        await charger.CallAsync("StartTransaction", $$"""{"connectorId":2,"idTag":"APP_USER","meterStart":0,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        var starting = console.Get<CommandDesk>().StartAsync("CP1", 1, "APP_USER", "test");
        var (id, _) = await charger.ExpectCallAsync(OpenCommands.RemoteStart);
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        await starting;
        var sessions = console.Get<SessionQueries>();

        var first = Assert.Single(await sessions.ListAsync(new SessionFilter { Limit = 1 }, TestContext.Current.CancellationToken));
        var second = Assert.Single(await sessions.ListAsync(new SessionFilter { Limit = 1, Before = first.TransactionId }, TestContext.Current.CancellationToken));

        Assert.Equal((SessionStatus.Pending, SessionStatus.Active), (first.Status, second.Status));
        Assert.Empty(await sessions.ListAsync(new SessionFilter { Limit = 1, Before = second.TransactionId }, TestContext.Current.CancellationToken));
    }
}

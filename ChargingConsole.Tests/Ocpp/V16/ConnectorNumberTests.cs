using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Ocpp.V16;

/// <summary>No message makes up a socket that a charger does not have.</summary>
public sealed class ConnectorNumberTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData(4711)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_start_on_a_nonsense_connector_is_a_session_and_no_socket(int connector)
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1, 2);

        var start = await charger.CallAsync("StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"APP_USER","meterStart":1000,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        var id = start.GetProperty("transactionId").GetInt32();
        Assert.Equal([1, 2], State.Connectors.Keys);
        Assert.Equal(0, _console.Get<TransactionBook>().FindOpen(id)!.ConnectorId);

        await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{id}},"meterStop":1500,"timestamp":"{{Recently.Day}}T10:10:00Z"}""");
        Assert.Equal(0, _console.Get<TransactionBook>().OpenCount);
        Assert.Equal([1, 2], State.Connectors.Keys);
    }

    [Fact]
    public async Task Readings_of_a_nonsense_connector_are_kept_and_make_no_socket()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        await charger.CallAsync("MeterValues", $$"""{"connectorId":4711,"meterValue":[{"timestamp":"{{Recently.Day}}T10:00:00Z","sampledValue":[{"value":"5"}]}]}""");

        Assert.Equal((1, 1), (Assert.Single(State.Connectors.Keys), State.NumberOfConnectors));
        Assert.Equal(1, _console.Get<Fleet>().Find("CP1")!.Quirks);
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        Assert.Equal(4711, (await context.MeterReadings.SingleAsync(TestContext.Current.CancellationToken)).ConnectorId);
    }

    [Fact]
    public async Task Readings_of_a_session_that_waited_in_a_queue_leave_the_live_figures_alone_and_count_once()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var live = await StartAsync(charger, "11:00");
        await ReadAsync(charger, live, "11:05", 2000);
        var queued = await StartAsync(charger, "10:00");

        await ReadAsync(charger, queued, "10:05", 1000);
        await ReadAsync(charger, queued, "10:05", 1000);

        Assert.Equal((live, 2000d), (State.Connector(1).Reading!.TransactionId!.Value, State.Connector(1).Reading!.EnergyWh!.Value));
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        Assert.Equal(1, await context.MeterReadings.CountAsync(row => row.TransactionId == queued, TestContext.Current.CancellationToken));
    }

    private static async Task<int> StartAsync(RawCharger charger, string time)
    {
        JsonElement answer = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":0,"timestamp":"{{Recently.Day}}T{{time}}:00Z"}""");
        return answer.GetProperty("transactionId").GetInt32();
    }

    private static Task<JsonElement> ReadAsync(RawCharger charger, int transaction, string time, int register) => charger.CallAsync(
        "MeterValues",
        $$"""{"connectorId":1,"transactionId":{{transaction}},"meterValue":[{"timestamp":"{{Recently.Day}}T{{time}}:00Z","sampledValue":[{"value":"{{register}}"}]}]}""");

    private ChargePointState State => _console.Get<Fleet>().Find("CP1")!.State;
}

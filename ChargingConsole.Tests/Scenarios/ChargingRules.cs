using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>What becomes of transactions that are told twice, late, out of order, or to nobody.</summary>
public sealed class ChargingRules : IAsyncLifetime
{
    private static string Start => $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{Recently.Day}}T10:00:00Z"}""";

    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task A_repeated_start_gets_the_same_transaction_and_changes_nothing()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        var first = await charger.CallAsync("StartTransaction", Start);
        var again = await charger.CallAsync("StartTransaction", Start);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(1, await CountAsync(context => context.Transactions));
    }

    [Fact]
    public async Task A_call_with_the_same_unique_id_gets_the_very_same_answer()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        var first = await charger.CallForFrameAsync("Heartbeat", "{}", "same");
        var again = await charger.CallForFrameAsync("Heartbeat", "{}", "same");
        var other = await charger.CallForFrameAsync("Authorize", """{"idTag":"APP_USER"}""", "same");

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("Accepted", other[2].GetProperty("idTagInfo").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_start_repeated_after_the_session_ended_and_the_server_restarted_is_still_the_same()
    {
        var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));
        await StopAsync(charger, id, 2000);
        await charger.DisposeAsync();
        var folder = await _console.StopAsync();
        _console = await RunningConsole.StartOnAsync(folder);

        await using var back = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        Assert.Equal(id, Id(await back.CallAsync("StartTransaction", Start)));
        Assert.Equal(1, await CountAsync(context => context.Transactions));
        Assert.Null(State("CP1").Connector(1).Transaction);
    }

    [Fact]
    public async Task A_start_with_a_refused_tag_yields_a_session_and_says_why()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        var answer = await charger.CallAsync("StartTransaction", Start.Replace("APP_USER", "STRANGER", StringComparison.Ordinal));

        Assert.Equal(IdTagStatus.Invalid, answer.GetProperty("idTagInfo").GetProperty("status").GetString());
        Assert.True(Id(answer) > 0);
        Assert.Equal(1, await CountAsync(context => context.Transactions));

        // Some never send a stop for it; when the connector is free, it is over.
        await charger.StatusAsync(1, "Available");
        Assert.Null(State("CP1").Connector(1).Transaction);
    }

    [Fact]
    public async Task A_start_on_an_occupied_connector_closes_the_session_before_and_its_late_stop_corrects_it()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var first = Id(await charger.CallAsync("StartTransaction", Start));
        await charger.CallAsync("MeterValues", MeterValues(first, 1500));

        var second = Id(await charger.CallAsync("StartTransaction", Start.Replace("10:00", "11:00", StringComparison.Ordinal)));
        var superseded = await FindAsync(first);
        Assert.Equal((TransactionStatus.Completed, true, 500L), (superseded.Status, superseded.Estimated, superseded.EnergyWh!.Value));

        await StopAsync(charger, first, 1700);
        var corrected = await FindAsync(first);
        Assert.Equal((false, 700L, "Local"), (corrected.Estimated, corrected.EnergyWh!.Value, corrected.StopReason));
        Assert.Equal(second, State("CP1").Connector(1).Transaction!.Id);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("9223372036854775807")]
    [InlineData("\"x\"")]
    public async Task A_stop_with_a_nonsense_transaction_ends_the_one_that_runs(string transactionId)
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));

        await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{transactionId}},"meterStop":1200,"timestamp":"{{Recently.Day}}T10:10:00Z"}""");

        Assert.Equal(TransactionStatus.Completed, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task A_stop_that_may_mean_two_sessions_ends_neither_and_is_kept_as_an_orphan()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1, 2);
        await charger.CallAsync("StartTransaction", Start);
        await charger.CallAsync("StartTransaction", Start.Replace("\"connectorId\":1", "\"connectorId\":2", StringComparison.Ordinal));

        await charger.CallAsync("StopTransaction", $$"""{"transactionId":0,"meterStop":1200,"timestamp":"{{Recently.Day}}T10:10:00Z"}""");
        await charger.CallAsync("StopTransaction", $$"""{"transactionId":0,"meterStop":1200,"timestamp":"{{Recently.Day}}T10:10:00Z"}""");

        Assert.Equal(2, _console.Get<TransactionBook>().OpenCount);
        Assert.Equal(1, await CountAsync(context => context.OrphanStops));
    }

    [Fact]
    public async Task Another_chargers_transaction_cannot_be_stopped()
    {
        await using var owner = await RawCharger.BootAsync(_console.Ocpp, "OWNER", 1);
        await using var stranger = await RawCharger.BootAsync(_console.Ocpp, "STRANGER", 1);
        var id = Id(await owner.CallAsync("StartTransaction", Start));

        await StopAsync(stranger, id, 5000);
        await stranger.CallAsync("MeterValues", MeterValues(id, 9999));

        Assert.Equal(id, State("OWNER").Connector(1).Transaction!.Id);
        Assert.Equal(1, await CountAsync(context => context.OrphanStops));
        Assert.Equal(0, await CountAsync(context => context.MeterReadings.Where(row => row.TransactionId == id)));
    }

    [Fact]
    public async Task A_stop_without_anything_is_answered()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        Assert.Equal("{}", (await charger.CallAsync("StopTransaction", "{}")).GetRawText());
    }

    [Fact]
    public async Task A_repeated_stop_changes_nothing()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));
        await StopAsync(charger, id, 2000);

        await StopAsync(charger, id, 2500);

        Assert.Equal(1000, (await FindAsync(id)).EnergyWh);
    }

    [Fact]
    public async Task A_stop_below_the_start_closes_the_session_with_the_energy_of_the_readings()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));
        await charger.CallAsync("MeterValues", MeterValues(id, 1800));

        await StopAsync(charger, id, -1);

        var ended = await FindAsync(id);
        Assert.Equal((TransactionStatus.Completed, 800L), (ended.Status, ended.EnergyWh!.Value));
    }

    [Fact]
    public async Task A_queue_from_an_offline_time_is_taken_in_order_with_its_own_times()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));
        await charger.CallAsync("MeterValues", MeterValues(id, 1600, "10:05:00Z"));
        await charger.CallAsync("MeterValues", MeterValues(id, 1300, "10:02:00Z"));

        Assert.Equal(1600, State("CP1").Connector(1).Reading!.EnergyWh);
        await StopAsync(charger, id, 1900);
        await charger.CallAsync("MeterValues", MeterValues(id, 1900, "10:09:59Z"));

        var ended = await FindAsync(id);
        Assert.Equal(DateTimeOffset.Parse($"{Recently.Day}T10:10:00Z", null), ended.StopTime);
        Assert.Null(State("CP1").Connector(1).Transaction);
        Assert.Equal(3, await CountAsync(context => context.MeterReadings.Where(row => row.TransactionId == id)));
    }

    [Fact]
    public async Task A_boot_interrupts_a_session_and_its_next_reading_resumes_it()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var id = Id(await charger.CallAsync("StartTransaction", Start));

        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal(TransactionStatus.Interrupted, (await FindAsync(id)).Status);

        await charger.CallAsync("MeterValues", MeterValues(id, 1100));
        Assert.Equal(TransactionStatus.Active, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task A_tag_has_no_more_sessions_at_once_than_its_limit_and_may_still_be_authorised()
    {
        await _console.Get<IdTagRegister>().PutAsync("ONE", tag => tag with { MaxActiveTransactions = 1 }, "test");
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1, 2);
        var start = Start.Replace("APP_USER", "one", StringComparison.Ordinal);
        Assert.Equal("Accepted", Status(await charger.CallAsync("StartTransaction", start)));

        Assert.Equal("Accepted", Status(await charger.CallAsync("Authorize", """{"idTag":" One "}""")));
        Assert.Equal("ConcurrentTx", Status(await charger.CallAsync("StartTransaction", start.Replace("\"connectorId\":1", "\"connectorId\":2", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Connector_0_never_overwrites_a_socket_and_a_nonsense_connector_makes_none()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        await charger.StatusAsync(0, "Unavailable");
        await charger.StatusAsync(4711, "Charging");

        var state = State("CP1");
        Assert.Equal((ConnectorStatus.Unavailable, ConnectorStatus.Available, 1), (state.Station!.Status, state.Connector(1).Status, state.Connectors.Count));
        Assert.Equal(1, _console.Get<Fleet>().Find("cp1")!.Quirks);
    }

    private static string MeterValues(int transactionId, int register, string time = "10:04:00Z") =>
        $$"""{"connectorId":1,"transactionId":{{transactionId}},"meterValue":[{"timestamp":"{{Recently.Day}}T{{time}}","sampledValue":[{"value":"{{register}}"}]}]}""";

    private static Task<JsonElement> StopAsync(RawCharger charger, int transactionId, int meterStop) =>
        charger.CallAsync("StopTransaction", $$"""{"transactionId":{{transactionId}},"meterStop":{{meterStop}},"timestamp":"{{Recently.Day}}T10:10:00Z"}""");

    private static int Id(JsonElement answer) => answer.GetProperty("transactionId").GetInt32();

    private static string? Status(JsonElement answer) => answer.GetProperty("idTagInfo").GetProperty("status").GetString();

    private ChargePointState State(string id) => _console.Get<Fleet>().Find(id)!.State;

    private async Task<TransactionRow> FindAsync(int id)
    {
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        return await context.Transactions.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
    }

    private async Task<int> CountAsync<T>(Func<ChargingDbContext, IQueryable<T>> query)
    {
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        return await query(context).CountAsync(TestContext.Current.CancellationToken);
    }
}

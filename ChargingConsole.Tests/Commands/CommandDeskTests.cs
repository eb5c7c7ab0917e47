using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Commands;

public sealed class CommandDeskTests
{
    [Fact]
    public async Task A_command_that_could_not_be_recorded_does_not_stand_in_the_way_of_the_next()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1);
        var desk = console.Get<CommandDesk>();
        // The id of the next command is taken behind the server's back.
        await console.Get<CommitQueue>().CommitAsync(Units.Insert(Rows.Command(1, "ClearCache", CommandState.Confirmed)));
        await Assert.ThrowsAsync<CommitConflictException>(() => desk.SendAsync("CP1", "Reset", """{"type":"Soft"}""", "test"));

        var asking = desk.SendAsync("CP1", "Reset", """{"type":"Soft"}""", "test");

        var (id, _) = await charger.ExpectCallAsync("Reset");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.True((await asking).IsAccepted);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_stop_that_was_seen_before_the_restart_is_confirmed_after_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(
            Rows.ChargePoint(1),
            Rows.Transaction(42) with { Status = TransactionStatus.Completed, StopTime = Rows.Noon },
            Rows.Transaction(43) with { ConnectorId = 2 },
            Rows.Command(7, OpenCommands.RemoteStop) with { TransactionId = 42 },
            Rows.Command(8, OpenCommands.RemoteStop) with { TransactionId = 43 });
        await using (var core = CoreUnderTest.Build(database.Engine))
        {
            await core.LoadAsync();
        }

        var states = (await database.RowsAsync<CommandRow>()).OrderBy(row => row.Id).Select(row => row.State);
        Assert.Equal([CommandState.Confirmed, CommandState.Accepted], states);
    }
}

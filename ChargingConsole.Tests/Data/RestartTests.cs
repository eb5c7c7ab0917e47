using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Tests.Data;

public sealed class RestartTests
{
    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_restart_finds_chargers_open_sessions_tags_and_commands_again(DatabaseProvider provider)
    {
        await using var database = TestDatabase.New(provider);
        await using (var before = CoreUnderTest.Build(database.Engine))
        {
            await before.LoadAsync();
            await before.Get<CommitQueue>().CommitAsync(Units.Insert(
                Rows.ChargePoint(1), Rows.Connector(1, 0), Rows.Connector(1, 1) with { Status = ConnectorStatus.Charging },
                Rows.Transaction(41) with { Status = TransactionStatus.Completed, StopTime = Rows.Noon },
                Rows.Transaction(42), Rows.Transaction(43, idTag: "OTHER") with { ConnectorId = 2, Status = TransactionStatus.Interrupted },
                Rows.Reading(42, 10), Rows.Reading(42, 30), Rows.Reading(42, 20),
                Rows.IdTag("Card") with { Status = IdTagStatus.Blocked },
                Rows.Command(7), Rows.Command(8, state: CommandState.Confirmed) with { EndedAt = Rows.Noon },
                Rows.Command(9) with { Id = Rows.Frame(9).Id + 5, ConnectorId = 2, IdTag = "OTHER" },
                Rows.Frame(9) with { Id = long.MaxValue / 2 }));
        }

        await using var core = CoreUnderTest.Build(database.Engine);
        await core.LoadAsync();

        var chargePoint = core.Get<Fleet>().Find("cp01");
        Assert.NotNull(chargePoint);
        Assert.Equal(ConnectorStatus.Charging, chargePoint.State.Connector(1).Row.Status);
        Assert.NotNull(chargePoint.State.Station);
        Assert.Equal(30, chargePoint.State.Connector(1).Reading?.EnergyWh);
        Assert.Equal(42, chargePoint.State.Connector(1).Transaction?.Id);
        Assert.Equal([42, 43], core.Get<TransactionBook>().Open.Select(row => row.Id).Order());
        Assert.Equal(1, core.Get<TransactionBook>().OpenOfTag("tag"));
        Assert.Equal(44, core.Get<TransactionBook>().NextId());
        Assert.Equal(IdTagStatus.Blocked, core.Get<IdTagBook>().Find(" CARD ")?.Status);
        Assert.Equal(2, core.Get<OpenCommands>().Of(chargePoint).Count);
        Assert.True(core.Get<FrameJournal>().NextId() > long.MaxValue / 2);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_start_that_was_seen_before_the_restart_is_confirmed_after_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(Rows.ChargePoint(1), Rows.Command(7), Rows.Transaction(42) with { StartCommandId = 7 });
        await using (var core = CoreUnderTest.Build(database.Engine))
        {
            await core.LoadAsync();
        }

        var command = Assert.Single(await database.RowsAsync<CommandRow>());
        Assert.Equal((CommandState.Confirmed, 42), (command.State, command.TransactionId));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task The_tag_of_the_app_is_made_once_and_stays_away_when_it_was_removed(DatabaseProvider provider)
    {
        await using var database = TestDatabase.New(provider);
        await using (var first = CoreUnderTest.Build(database.Engine))
        {
            await first.LoadAsync();
            Assert.True(first.Get<IdTagBook>().Authorize("app_user", starting: true).IsAccepted);
            await first.Get<IdTagRegister>().PutAsync("Another", tag => tag, "test");
            await first.Get<IdTagRegister>().RemoveAsync("APP_USER", "test");
        }

        await using var second = CoreUnderTest.Build(database.Engine);
        await second.LoadAsync();

        Assert.Equal("Another", Assert.Single(second.Get<IdTagBook>().All).IdTag);
    }
}

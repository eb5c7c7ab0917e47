using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Tests.Data;

public sealed class CommitQueueTests
{
    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_unit_is_committed_whole_or_not_at_all(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(Rows.IdTag("THERE"));
        await using var queue = database.OpenQueue();

        await Assert.ThrowsAsync<CommitConflictException>(() => queue.CommitAsync(Units.Insert(Rows.IdTag("NEW"), Rows.Reading(1, 5), Rows.IdTag("THERE"))));

        Assert.Equal("THERE", Assert.Single(await database.RowsAsync<IdTagRow>()).IdTag);
        Assert.Empty(await database.RowsAsync<MeterReadingRow>());
        await queue.CommitAsync(Units.Insert(Rows.IdTag("NEW"), Rows.Reading(1, 5)));
        Assert.Equal(2, (await database.RowsAsync<IdTagRow>()).Count);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Units_are_committed_in_the_order_they_came(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await using var queue = database.OpenQueue();
        var delete = new UnitOfWork();
        delete.Delete(Rows.IdTag("GONE"));
        var upserts = new UnitOfWork();
        upserts.Upsert(Rows.IdTag("KEPT") with { Note = "2" });
        upserts.Upsert(Rows.IdTag("NEW"));

        await Task.WhenAll(
            queue.CommitAsync(Units.Insert(Rows.IdTag("KEPT"), Rows.IdTag("GONE"))),
            queue.CommitAsync(Units.Update(Rows.IdTag("KEPT") with { Note = "1" })),
            queue.CommitAsync(delete),
            queue.CommitAsync(upserts),
            queue.CommitAsync(Units.Update(Rows.IdTag("KEPT") with { Note = "3" })));

        var tags = (await database.RowsAsync<IdTagRow>()).ToDictionary(tag => tag.IdTag);
        Assert.Equal(["KEPT", "NEW"], tags.Keys.Order());
        Assert.Equal("3", tags["KEPT"].Note);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_batch_commits_all_but_its_one_guilty_unit(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(Rows.IdTag("T17"));
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue();

        var (results, commits) = await InOneBatchAsync(engine, queue, Enumerable.Range(0, 40).Select(number => Units.Insert(Rows.IdTag($"T{number}"))));

        Assert.Equal([17], Enumerable.Range(0, 40).Where(number => results[number] is not null));
        Assert.IsType<CommitConflictException>(results[17]);
        Assert.Equal(40, (await database.RowsAsync<IdTagRow>()).Count);
        Assert.InRange(commits, 2, 12);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_change_of_a_row_that_is_not_there_fails_alone_and_at_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue();

        var (results, _) = await InOneBatchAsync(engine, queue, [Units.Insert(Rows.IdTag("A")), Units.Update(Rows.IdTag("NOWHERE")), Units.Insert(Rows.IdTag("B"))]);

        Assert.Null(results[0]);
        Assert.IsType<CommitConflictException>(results[1]);
        Assert.Null(results[2]);
        Assert.Equal(1, engine.Opened);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Units_that_wait_together_share_one_commit(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue();

        var (results, commits) = await InOneBatchAsync(engine, queue, Enumerable.Range(0, 100).Select(number => Units.Insert(Rows.Reading(1, number))));

        Assert.All(results, Assert.Null);
        Assert.Equal(1, commits);
        Assert.Equal(100, (await database.RowsAsync<MeterReadingRow>()).Count);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task What_is_queued_at_the_end_is_committed_and_what_comes_later_is_refused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var queue = database.OpenQueue();
        var units = Enumerable.Range(0, 50).Select(number => queue.CommitAsync(Units.Insert(Rows.Reading(1, number)))).ToList();

        await queue.DisposeAsync();

        await Task.WhenAll(units);
        Assert.Equal(50, (await database.RowsAsync<MeterReadingRow>()).Count);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => queue.CommitAsync(Units.Insert(Rows.Reading(1, 99))));
    }

    [Fact]
    public async Task SQLite_writes_ahead_and_syncs_every_commit()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        await using var writer = Assert.IsType<SqliteConnection>(database.Engine.OpenWriter());

        Assert.Equal("wal", Pragma("journal_mode"));
        Assert.Equal(2L, Pragma("synchronous"));

        object? Pragma(string name)
        {
            using var command = writer.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return command.ExecuteScalar();
        }
    }

    /// <summary>Holds the writer at a first unit until the others wait behind it; gives what became of each, and in how many commits.</summary>
    private static async Task<(Exception?[] Results, long Commits)> InOneBatchAsync(FaultyEngine engine, CommitQueue queue, IEnumerable<UnitOfWork> units)
    {
        engine.Hold();
        var first = queue.CommitAsync(Units.Insert(Rows.OrphanStop(1, 1)));
        await engine.Held;
        var waiting = units.Select(queue.CommitAsync).ToList();
        engine.Release();
        await first;
        var results = new Exception?[waiting.Count];
        for (var i = 0; i < waiting.Count; i++)
        {
            results[i] = await Record.ExceptionAsync(() => waiting[i]);
        }

        return (results, queue.Commits - 1);
    }
}

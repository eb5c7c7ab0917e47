using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Data;

/// <summary>Commits whose answer is lost: readings count how often each was written.</summary>
public sealed class CommitDoubtTests
{
    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_commit_whose_answer_was_lost_is_not_written_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        await using var queue = engine.OpenQueue();
        engine.Fail(FaultPoint.Answer, times: 2);

        for (var reading = 1; reading <= 3; reading++)
        {
            await queue.CommitAsync(Units.Insert(Rows.Reading(1, reading)));
        }

        Assert.Equal([1, 2, 3], await ReadingsAsync(database));
        Assert.Equal(3, queue.Commits);
        Assert.Equal(3, queue.Rows);
        Assert.Equal(3, Assert.Single(await database.RowsAsync<CommitMarkRow>()).Batch);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_commit_that_failed_is_written_again_and_so_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        await using var queue = engine.OpenQueue();
        await queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        engine.Fail(FaultPoint.Commit, times: 2);

        await queue.CommitAsync(Units.Insert(Rows.Reading(1, 2)));

        Assert.Equal([1, 2], await ReadingsAsync(database));
        Assert.Equal(2, queue.Commits);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task The_mark_of_another_start_is_not_taken_for_ones_own(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        await using (var before = engine.OpenQueue())
        {
            await before.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        }

        await using var queue = engine.OpenQueue();
        engine.Fail(FaultPoint.Commit, times: 1);
        await queue.CommitAsync(Units.Insert(Rows.Reading(1, 2)));

        Assert.Equal([1, 2], await ReadingsAsync(database));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Each_part_of_a_batch_that_is_split_has_a_mark_of_its_own(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(Rows.IdTag("THERE"));
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        await using var queue = engine.OpenQueue();
        engine.Hold();
        var first = queue.CommitAsync(Units.Insert(Rows.Reading(1, 100)));
        await engine.Held;
        engine.Fail(FaultPoint.Answer);
        var waiting = Enumerable.Range(0, 8).Select(number => queue.CommitAsync(
            number == 3 ? Units.Insert(Rows.Reading(1, 3), Rows.IdTag("THERE")) : Units.Insert(Rows.Reading(1, number)))).ToList();
        engine.Release();

        await first;
        await Assert.ThrowsAsync<CommitConflictException>(() => waiting[3]);
        await Task.WhenAll(waiting.Where((_, number) => number != 3));

        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 100], await ReadingsAsync(database));
        Assert.Single(await database.RowsAsync<IdTagRow>());
    }

    [Theory]
    [InlineData(FaultPoint.Answer, true)]
    [InlineData(FaultPoint.Commit, false)]
    public async Task While_the_database_cannot_be_asked_a_unit_in_doubt_waits_and_then_learns_the_truth(FaultPoint lost, bool isCommitted)
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        await using var queue = engine.OpenQueue(clock);
        engine.Fail(lost, times: 1);
        engine.Fail(FaultPoint.Open, after: 1);
        var inDoubt = queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        while (queue.IsTaking)
        {
            await PassAsync(clock);
        }

        // What comes after it is certain not to be written, and is told so.
        var later = queue.CommitAsync(Units.Insert(Rows.Reading(1, 2)));
        while (!later.IsCompleted)
        {
            await PassAsync(clock);
        }

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => later);
        Assert.False(inDoubt.IsCompleted);

        // No further work comes: it is asked for all the same.
        engine.Recover();
        var end = await Record.ExceptionAsync(() => inDoubt.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));

        Assert.Equal(isCommitted, end is null);
        Assert.True(isCommitted || end is DatabaseUnavailableException);
        Assert.Equal(isCommitted ? [1] : [], await ReadingsAsync(database));
    }

    [Fact]
    public async Task A_unit_in_doubt_at_the_end_is_not_told_that_nothing_was_committed()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine) { LosesAnswers = true };
        var queue = engine.OpenQueue(clock);
        engine.Fail(FaultPoint.Answer, times: 1);
        engine.Fail(FaultPoint.Open, after: 1);
        var inDoubt = queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        while (queue.IsTaking)
        {
            await PassAsync(clock);
        }

        var ending = queue.DisposeAsync().AsTask();
        while (!ending.IsCompleted)
        {
            await PassAsync(clock);
        }

        await ending;

        var end = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => inDoubt);
        Assert.DoesNotContain("nothing was committed", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SQLite_whose_commit_is_never_in_doubt_leaves_no_mark()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);

        await database.InsertAsync(Rows.Reading(1, 1));

        Assert.Empty(await database.RowsAsync<CommitMarkRow>());
    }

    private static async Task PassAsync(FakeTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromMilliseconds(200));
        await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<double?>> ReadingsAsync(TestDatabase database) =>
        (await database.RowsAsync<MeterReadingRow>()).Select(row => row.EnergyWh).Order();
}

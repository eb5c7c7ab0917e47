using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Data;

/// <summary>Readings are what these count with: the database numbers them, so nothing but care keeps one from being doubled.</summary>
public sealed class FaultTests
{
    public static MatrixTheoryData<DatabaseProvider, FaultPoint> Everywhere { get; } = new(Enum.GetValues<DatabaseProvider>(), [FaultPoint.Open, FaultPoint.Begin, FaultPoint.Execute, FaultPoint.Commit]);

    [Theory, MemberData(nameof(Everywhere))]
    public async Task A_passing_fault_delays_a_unit_and_commits_it_once(DatabaseProvider provider, FaultPoint point)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue(clock);
        engine.Fail(point, times: 5);

        await PatientlyAsync(clock, queue.CommitAsync(Units.Insert(Rows.Reading(1, 1), Rows.Reading(1, 2))));

        Assert.Equal([1, 2], await ReadingsAsync(database));
        Assert.Equal(1, queue.Commits);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_fault_amid_a_unit_leaves_no_half_of_it_behind(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue(clock);
        engine.Fail(FaultPoint.Execute, times: 1, after: 2);

        await PatientlyAsync(clock, queue.CommitAsync(Units.Insert(Rows.Reading(1, 1), Rows.Reading(1, 2), Rows.Reading(1, 3))));

        Assert.Equal([1, 2, 3], await ReadingsAsync(database));
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task A_long_outage_is_told_and_what_comes_after_it_is_committed_once(DatabaseProvider provider, FaultPoint point)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine);
        await database.InsertAsync(Rows.Reading(1, 1));
        await using var queue = engine.OpenQueue(clock);
        engine.Fail(point);
        for (var reading = 2; reading < 6; reading++)
        {
            var commit = queue.CommitAsync(Units.Insert(Rows.Reading(1, reading)));
            await Assert.ThrowsAsync<DatabaseUnavailableException>(() => PatientlyAsync(clock, commit));
        }

        Assert.Equal([1], await ReadingsAsync(database));

        engine.Recover();
        clock.Advance(TimeSpan.FromSeconds(5));
        await PatientlyAsync(clock, queue.CommitAsync(Units.Insert(Rows.Reading(1, 6))));
        await PatientlyAsync(clock, queue.CommitAsync(Units.Insert(Rows.Reading(1, 7))));

        Assert.Equal([1, 6, 7], await ReadingsAsync(database));
    }

    [Fact]
    public async Task While_the_circuit_is_open_nobody_waits_for_the_database()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue(clock);
        engine.Fail(FaultPoint.Begin);
        for (var i = 0; i < 2; i++)
        {
            var commit = queue.CommitAsync(Units.Insert(Rows.Reading(1, i)));
            // In small steps: the circuit must not be through its three seconds before the work has been told.
            await Assert.ThrowsAsync<DatabaseUnavailableException>(() => PatientlyAsync(clock, commit, TimeSpan.FromMilliseconds(10)));
        }

        var opened = engine.Opened;

        // The clock stands still: an answer can only come at once.
        await Assert.ThrowsAsync<DatabaseUnavailableException>(
            () => queue.CommitAsync(Units.Insert(Rows.Reading(1, 9))).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal(opened, engine.Opened);
    }

    /// <summary>Lets time pass until the work is done.</summary>
    private static async Task PatientlyAsync(FakeTimeProvider clock, Task work, TimeSpan? step = null)
    {
        while (!work.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromMilliseconds(200));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await work;
    }

    private static async Task<IEnumerable<double?>> ReadingsAsync(TestDatabase database) =>
        (await database.RowsAsync<MeterReadingRow>()).Select(row => row.EnergyWh).Order();
}

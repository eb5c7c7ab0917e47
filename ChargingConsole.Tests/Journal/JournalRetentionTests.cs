using System.Diagnostics.Metrics;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Journal;

public sealed class JournalRetentionTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(s_now);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task What_is_older_than_the_retention_goes_a_little_at_a_time_and_the_rest_stays(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync([.. Enumerable.Range(0, 1_200).Select(i => At(s_now.AddDays(-8).AddSeconds(i))), At(s_now.AddDays(-7).AddSeconds(1)), At(s_now)]);
        await using var queue = database.OpenQueue();
        using var retention = Retention(database, queue);

        var removed = await PatientlyAsync(retention.SweepAsync(TestContext.Current.CancellationToken));

        Assert.Equal(1_200, removed);
        Assert.Equal([At(s_now.AddDays(-7).AddSeconds(1)).Id, At(s_now).Id], (await database.RowsAsync<ExchangeRow>()).Select(row => row.Id).Order());
        if (provider == DatabaseProvider.Sqlite)
        {
            Assert.Equal((3, 1_200), (queue.Commits, queue.Rows));
        }
    }

    [Fact]
    public async Task It_begins_by_itself_and_goes_on_after_an_outage()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        await database.InsertAsync(At(s_now.AddDays(-8)));
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue(_clock);
        engine.Fail(FaultPoint.Begin, times: 8);
        using var retention = Retention(database, queue);
        await retention.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 2_000 && (await database.RowsAsync<ExchangeRow>()).Count > 0; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.Empty(await database.RowsAsync<ExchangeRow>());
        await retention.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_journal_that_is_off_writes_nothing_and_the_live_feed_goes_on()
    {
        await using var console = await RunningConsole.StartAsync("Journal:Enabled=false");
        var feed = console.Get<ILiveFeed>();
        var cursor = feed.Now;
        await using (var charger = await RawCharger.BootAsync(console.Ocpp, "QUIET-1", 1))
        {
            await Until.TrueAsync(
                () =>
                {
                    var look = cursor;
                    return feed.Read(ref look).Frames.Count >= 4;
                },
                "the frames are told");
        }

        Assert.Equal(4, feed.Read(ref cursor).Frames.Count);
        Assert.Equal(0, console.Get<FrameJournal>().Depth);
        Assert.Empty(await console.Get<JournalQueries>().ListAsync(new FrameFilter(), before: null, 10, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _services.Dispose();

    private JournalRetention Retention(TestDatabase database, CommitQueue queue) => new(
        database.Database, queue, new ChargingMeter(_services.GetRequiredService<IMeterFactory>()), _clock,
        Options.Create(new JournalOptions { RetentionDays = 7 }), NullLogger<JournalRetention>.Instance);

    private static FrameRow At(DateTimeOffset time) =>
        Rows.Frame(1) with { Id = (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, Timestamp = time };

    private async Task<T> PatientlyAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(30));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return await work;
    }
}

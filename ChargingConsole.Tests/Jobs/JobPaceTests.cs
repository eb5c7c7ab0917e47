using ChargingConsole.Core.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Jobs;

public sealed class JobPaceTests
{
    [Fact]
    public void No_more_goes_out_in_a_second_than_the_pace_allows()
    {
        var clock = new FakeTimeProvider();
        var pace = new JobPace(4, clock);
        var waits = Enumerable.Range(0, 12).Select(_ => pace.WaitAsync(TestContext.Current.CancellationToken)).ToList();
        var gone = new List<int>();
        for (var quarter = 0; quarter < 12; quarter++)
        {
            gone.Add(waits.Count(wait => wait.IsCompleted));
            clock.Advance(TimeSpan.FromSeconds(0.25));
        }

        Assert.Equal(Enumerable.Range(1, 12), gone);
    }

    [Fact]
    public void A_pause_is_not_made_up_for_in_a_burst()
    {
        var clock = new FakeTimeProvider();
        var pace = new JobPace(4, clock);
        Assert.True(pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
        Assert.False(pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_hold_a_job_up()
    {
        var clock = new BackwardsClock();
        var pace = new JobPace(1, clock);
        Assert.True(pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
        clock.Now -= TimeSpan.FromDays(1);
        Assert.True(pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    private sealed class BackwardsClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

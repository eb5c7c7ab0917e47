using System.Data.Common;
using ChargingConsole.Core;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Hosting;

/// <summary>What goes wrong in one round of something that is done again and again.</summary>
public sealed class RoundsTests
{
    [Fact]
    public async Task A_round_that_fails_ends_neither_the_rounds_nor_the_host()
    {
        var clock = new FakeTimeProvider();
        using var rounds = new Failing(clock);
        await rounds.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 1; i <= 5; i++)
        {
            var before = rounds.Count;
            await Until.TrueAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return rounds.Count > before;
                },
                $"round {i} came");
        }

        Assert.False(rounds.ExecuteTask!.IsCompleted);
        await rounds.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(rounds.ExecuteTask.IsCompletedSuccessfully);
    }

    private sealed class Failing(TimeProvider clock) : Rounds(TimeSpan.FromSeconds(1), clock, NullLogger.Instance)
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        protected override Task DoAsync(CancellationToken stoppingToken) => Interlocked.Increment(ref _count) switch
        {
            1 => Task.FromException(new DatabaseUnavailableException("away", new TimeoutException())),
            2 => throw new InvalidOperationException("A mistake."),
            3 => Task.FromException(new OperationCanceledException("of something else")),
            4 => Task.FromException(new Broken()),
            _ => Task.CompletedTask,
        };

        private sealed class Broken : DbException;
    }
}

using System.Net;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Hosting;

public sealed class ReadinessTests
{
    [Fact]
    public async Task The_server_is_not_ready_while_nothing_can_be_written_and_is_again_after_it()
    {
        var folder = Directory.CreateTempSubdirectory("charging-ready-").FullName;
        using var engine = new FaultyEngine(new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")}"));
        var console = await RunningConsole.StartOnAsync(folder, builder => builder.Services.Replace(ServiceDescriptor.Singleton<DatabaseEngine>(engine)));
        try
        {
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "READY-1", 1);
            await UntilAsync(console, HttpStatusCode.OK);

            engine.Fail(FaultPoint.Begin);
            await charger.CallAsync("Heartbeat", "{}");
            await UntilAsync(console, HttpStatusCode.ServiceUnavailable);
            Assert.Equal(HttpStatusCode.OK, (await console.Web.ReadAsync("/health/live")).Status);

            engine.Recover();
            await UntilAsync(console, HttpStatusCode.OK);

            // Each probe that fails says so in the log; nothing else may.
            Assert.All(console.Errors, line => Assert.Contains("Health check database", line, StringComparison.Ordinal));
        }
        finally
        {
            await console.DiscardAsync();
        }
    }

    [Fact]
    public async Task A_commit_that_hangs_is_seen_and_forgotten_when_it_is_through()
    {
        await using var database = await TestDatabase.MigratedAsync(DatabaseProvider.Sqlite);
        var clock = new FakeTimeProvider();
        using var engine = new FaultyEngine(database.Engine);
        await using var queue = engine.OpenQueue(clock);
        engine.Hold();
        var commit = queue.CommitAsync(Units.Insert(Rows.Reading(1, 1)));
        await engine.Held.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.True(queue.IsTaking);
        clock.Advance(CommitWatch.Patience);
        Assert.False(queue.IsTaking);
        engine.Release();
        await commit;
        Assert.True(queue.IsTaking);
    }

    private static async Task UntilAsync(RunningConsole console, HttpStatusCode status)
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await console.Web.ReadAsync("/health/ready")).Status == status)
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It was never answered with {status}.");
    }
}

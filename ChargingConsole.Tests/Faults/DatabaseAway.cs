using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;

namespace ChargingConsole.Tests.Faults;

/// <summary>The database stays away for a minute of a clock that runs fast.</summary>
public sealed class DatabaseAway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charging-console-away-").FullName;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private FaultyEngine _engine = null!;
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = new FaultyEngine(new SqliteEngine($"Data Source={Path.Combine(_folder, "charging.db")}"));
        _console = await RunningConsole.StartOnAsync(_folder, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<DatabaseEngine>(_engine));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_minute_without_the_database_opens_the_circuit_and_loses_nothing()
    {
        var chargers = RememberingCharger.Some(8, "AWAY", pauseMilliseconds: 20, patienceSeconds: 2);
        using var enough = new CancellationTokenSource();
        using var stopped = new CancellationTokenSource();
        var passing = PassTimeAsync(stopped.Token);
        await using var heart = await HeartbeatWatch.StartAsync(_console.Ocpp);
        var charging = Task.WhenAll(chargers.Select(charger => charger.PersistAsync(_console.Ocpp, enough.Token)));
        await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= 10), "all charge");
        Assert.Null(await ProbeAsync());

        _engine.Fail(FaultPoint.Begin);
        var gone = _clock.GetUtcNow();
        await Until.TrueAsync(() => _console.Log.Any(line => line.Contains("is not answered, since", StringComparison.Ordinal)), "a start or reading is not answered");
        // What was answered before may still be on its way.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var (answered, beaten) = (chargers.Sum(charger => charger.Answered), heart.Answered);
        var open = 0;
        while (_clock.GetUtcNow() - gone < TimeSpan.FromMinutes(1))
        {
            open += await ProbeAsync() is BrokenCircuitException ? 1 : 0;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(answered, chargers.Sum(charger => charger.Answered));
        Assert.InRange(heart.Answered - beaten, 10, int.MaxValue);
        Assert.NotEqual(0, open);
        var tries = _console.Log.Count(line => line.Contains("did not take the work", StringComparison.Ordinal));
        // Six tries, and three seconds of rest: without the rests there would be no end of tries.
        Assert.InRange(tries, 6, 200);

        _engine.Recover();
        await Until.TrueAsync(() => chargers.Sum(charger => charger.Answered) >= answered + 100, "all charge again");
        Assert.Null(await ProbeAsync());
        await enough.CancelAsync();
        await charging.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var beats = await heart.EndAsync();
        var figures = await RememberingCharger.VerifyAsync(_console.Get<ChargingDatabase>(), chargers);
        await stopped.CancelAsync();
        await passing;
        TestContext.Current.TestOutputHelper?.WriteLine($"Away for a minute: {tries} tries, circuit seen open {open} times, {beats}; {figures}");
    }

    [Fact]
    public async Task A_reading_repeated_on_a_new_socket_while_the_first_still_waits_for_the_database_is_kept_once()
    {
        var reading = $$"""{"connectorId":1,"transactionId":1,"meterValue":[{"timestamp":"{{Recently.Day}}T12:00:00Z","sampledValue":[{"value":"1234"}]}]}""";
        await using var first = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        await first.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{Recently.Day}}T11:00:00Z"}""");

        _engine.Hold();
        await first.SendAsync($"""[2,"r1","MeterValues",{reading}]""");
        await _engine.Held;
        first.Abort();
        await using var second = await RawCharger.ConnectAsync(_console.Ocpp, "CP1");
        var answer = second.CallForFrameAsync("MeterValues", reading, "r2");

        // 20 s: longer than a new socket waits for the old one's last frame, shorter than SQLite may wait for a lock.
        for (var step = 0; step < 200; step++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{_console.Get<CommitQueue>().Depth} units waited behind the one that was held");
        _engine.Release();
        using var stopped = new CancellationTokenSource();
        var passing = PassTimeAsync(stopped.Token);
        Assert.Equal(3, (await answer)[0].GetInt32());
        await stopped.CancelAsync();
        await passing;

        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        Assert.Single(await context.MeterReadings.ToListAsync(TestContext.Current.CancellationToken), row => row.EnergyWh == 1234);
    }

    [Fact]
    public async Task While_the_database_is_away_a_new_charger_is_told_to_come_back()
    {
        using var stopped = new CancellationTokenSource();
        var passing = PassTimeAsync(stopped.Token);
        _engine.Fail(FaultPoint.Begin);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => RawCharger.ConnectAsync(_console.Ocpp, "NEW"));

        _engine.Recover();
        while (await ProbeAsync() is not null)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "NEW", 1);
        await charger.CallAsync("Heartbeat", "{}");
        await stopped.CancelAsync();
        await passing;
    }

    /// <summary>Writes a row of no meaning; what stood in the way, or null.</summary>
    private async Task<Exception?> ProbeAsync()
    {
        var tag = new ChargingConsole.Core.IdTags.IdTagRow { IdTag = "PROBE", CreatedAt = _clock.GetUtcNow() };
        var unit = new UnitOfWork();
        unit.Upsert(tag);
        try
        {
            await _console.Get<CommitQueue>().CommitAsync(unit);
            return null;
        }
        catch (DatabaseUnavailableException e)
        {
            return e.InnerException;
        }
    }

    private async Task PassTimeAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10, CancellationToken.None);
        }
    }
}

using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Onboarding;

public sealed class RejectedConnectionsTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly RejectedConnections _rejected;

    public RejectedConnectionsTests() =>
        _rejected = new RejectedConnections(new ChargingMeter(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()), _clock);

    [Fact]
    public void A_charger_that_tries_again_and_again_is_one_line_and_worth_a_few_lines_of_log()
    {
        var logged = 0;
        for (var number = 0; number < 250; number++)
        {
            logged += _rejected.Add("CP1", "10.0.0.1", "Unknown.") ? 1 : 0;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _rejected.Add("CP1", "10.0.0.2", "Unknown.");
        Assert.Equal(3, logged);
        Assert.Equal([("10.0.0.1", 250L, 249.0), ("10.0.0.2", 1L, 0.0)], _rejected.Latest.Select(line => (line.RemoteAddress, line.Count, (line.At - line.First).TotalSeconds)));
        _rejected.Clear("cp1");
        Assert.Empty(_rejected.Latest);
        Assert.Equal(251, _rejected.Count);
    }

    [Fact]
    public void Ever_new_identities_of_one_address_push_nobody_else_off_the_list()
    {
        _rejected.Add("REAL", "10.0.0.1", "Unknown.");
        for (var number = 0; number < 10_000; number++)
        {
            _rejected.Add($"X{number}", "10.0.0.2", "Unknown.");
        }

        var lines = _rejected.Latest;
        Assert.Equal(RejectedConnections.IdentitiesPerAddress + 2, lines.Count);
        Assert.Contains(lines, line => line.ChargePointId == "REAL");
        Assert.Equal(10_000 - RejectedConnections.IdentitiesPerAddress, Assert.Single(lines, line => line.IsMany).Count);

        for (var number = 0; number < 2 * RejectedConnections.Capacity; number++)
        {
            _rejected.Add("Y", $"10.1.{number / 250}.{number % 250}", "Unknown.");
        }

        Assert.Equal(RejectedConnections.Capacity, _rejected.Latest.Count);
    }

    [Fact]
    public async Task The_list_survives_a_restart()
    {
        var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Reject");
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAnyAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "WHO"));
        }

        var folder = await console.StopAsync();
        await using (console = await RunningConsole.StartOnAsync(folder, null, "Ocpp:UnknownChargers=Reject"))
        {
            var line = Assert.Single(console.Get<RejectedConnections>().Latest);
            Assert.Equal(("WHO", "127.0.0.1", 2L), (line.ChargePointId, line.RemoteAddress, line.Count));
            await Assert.ThrowsAnyAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "WHO"));
            Assert.Equal(3, Assert.Single(console.Get<RejectedConnections>().Latest).Count);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_pace_lets_a_burst_through_then_spaces_what_follows_and_forgives_with_time()
    {
        var rule = new FramePaceRule(new LimitOptions { FramesPerSecond = 10, FrameBurst = 5 }, _clock);
        var pace = default(FramePace);
        var now = _clock.GetTimestamp();
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(0, pace.Take(now, rule)));
        Assert.Equal(rule.Frequency / 10, pace.Take(now, rule));
        Assert.True(pace.IsPressed);
        Assert.Equal(0, pace.Take(now + (2 * rule.Frequency), rule));
        Assert.False(pace.IsPressed);

        var unlimited = new FramePaceRule(new LimitOptions { FramesPerSecond = 0 }, _clock);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, pace.Take(now, unlimited)));
    }

    [Fact]
    public void Only_trusted_proxies_that_can_be_read_let_the_app_start()
    {
        Assert.Equal(2, new LimitOptions().ProxyNetworks().Count);
        var wrong = new LimitOptions { TrustedProxies = "10.0.0.0/8, nonsense" };
        Assert.Contains("nonsense", Assert.Single(wrong.Validate(new(wrong))).ErrorMessage, StringComparison.Ordinal);
    }
}

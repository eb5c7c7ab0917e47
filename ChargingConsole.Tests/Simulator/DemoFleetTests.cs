using System.Text.Json;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Simulator.Fleet;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class DemoFleetTests : SimulatorTest
{
    [Fact]
    public void The_same_seed_gives_the_same_fleet()
    {
        var once = JsonSerializer.Serialize(DemoFleet.Describe(new DemoFleetOptions { Seed = 5 }));
        Assert.Equal(once, JsonSerializer.Serialize(DemoFleet.Describe(new DemoFleetOptions { Seed = 5 })));
        Assert.NotEqual(once, JsonSerializer.Serialize(DemoFleet.Describe(new DemoFleetOptions { Seed = 6 })));
    }

    [Fact]
    public void The_fleet_is_varied_and_fits_the_wire()
    {
        var fleet = DemoFleet.Describe(new DemoFleetOptions());
        Assert.Equal(12, fleet.Count);
        Assert.Equal("DEMO-0001", fleet[0].Id);
        Assert.Equal(12, fleet.Select(description => description.Id).Distinct().Count());
        Assert.Equal([1, 2, 3], fleet.Select(description => description.Connectors.Count).Distinct().Order());
        Assert.Contains(fleet, description => description.Connectors[0].Curve.IsDirectCurrent);
        Assert.All(fleet, description => Assert.True(description is { Vendor.Length: <= 20, Model.Length: <= 20, SerialNumber.Length: <= 25 }));
        Assert.All(DemoFleet.IdTags, tag => Assert.InRange(tag.Length, 1, 20));
    }

    [Fact]
    public async Task The_fleet_lives_and_everything_it_sends_keeps_the_specification()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = DemoFleet.RunAsync(Central.Url, new DemoFleetOptions(), NullLogger.Instance, clock, stop.Token);

        var chargingAfterTwentySeconds = 0;
        // A quarter of a simulated second every few real milliseconds: eight simulated minutes.
        for (var elapsed = 0.0; elapsed < 480; elapsed += 0.25)
        {
            clock.Advance(TimeSpan.FromSeconds(0.25));
            // More of them while a whole fleet comes, whose calls would time out in half a real second.
            await Task.Delay(elapsed < 30 ? 25 : 4, Stop);
            if (elapsed is 2)
            {
                await UntilAsync(() => Central.Calls.Where(call => call.Action == "BootNotification").Select(call => call.ChargePointId).Distinct().Count() == 12);
            }
            else if (elapsed is 20)
            {
                chargingAfterTwentySeconds = Central.Calls.Count(call => call.Action == "StartTransaction");
            }
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.InRange(chargingAfterTwentySeconds, 5, 20);
        Assert.Equal(12, Central.Calls.Where(call => call.Action == "BootNotification").Select(call => call.ChargePointId).Distinct().Count());
        Assert.True(Central.Calls.Count(call => call.Action == "StopTransaction") >= 5);
        Assert.True(Central.Calls.Count(call => call.Action == "MeterValues") >= 200);
        Assert.True(Central.Connections > 12, "no connection was dropped and came back");
        const string Sloppy = "DEMO-0010";
        Assert.All(Central.Calls.Where(call => call.ChargePointId != Sloppy), call => Assert.Null(Broken(call)));
        Assert.Contains(Central.Calls, call => call.ChargePointId == Sloppy && Broken(call) is not null);
        var seen = Central.Calls.Where(call => call.Action == "StatusNotification").Select(call => call.Text("status")).ToHashSet();
        Assert.Superset(new HashSet<string> { "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved" }, seen);
    }

    [Fact]
    public async Task Stopping_a_fleet_that_never_found_its_central_system_is_prompt()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = DemoFleet.RunAsync(new Uri("ws://127.0.0.1:1"), new DemoFleetOptions(), NullLogger.Instance, TimeProvider.System, stop.Token);
        await Task.Delay(300, Stop);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    private static string? Broken(RecordedCall call)
    {
        if (typeof(OcppPayload).Assembly.GetType($"ChargingConsole.Core.Ocpp.V16.Messages.{call.Action}Request") is not { } request)
        {
            return null;
        }

        var type = OcppJson.Default.GetTypeInfo(request)!;
        var constraints = default(Constraints);
        ((IOcppRequest)JsonSerializer.Deserialize(call.Payload, type)!).Check(ref constraints);
        return constraints.ErrorCode is null && constraints.Flags == 0 ? null : $"{call.Action}: {constraints.Message} {constraints.Flags}";
    }
}

using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>A central system, and charge points that know where it is.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private readonly List<VirtualChargePoint> _chargePoints = [];

    internal RecordingCentralSystem Central { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Central = await RecordingCentralSystem.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var chargePoint in _chargePoints)
        {
            await chargePoint.DisposeAsync();
        }

        await Central.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Quick to resend, and silent unless told otherwise.</summary>
    protected VirtualChargePoint Make(
        string id = "CP1", Func<VirtualChargePointOptions, VirtualChargePointOptions>? options = null,
        IReadOnlyList<ConnectorDescription>? connectors = null, TimeProvider? clock = null,
        Func<ChargePointDescription, ChargePointDescription>? describe = null)
    {
        var usual = new VirtualChargePointOptions
        {
            CentralSystem = Central.Url,
            Reconnect = false,
            ReconnectDelay = TimeSpan.FromMilliseconds(50),
            ResendDelay = TimeSpan.Zero,
            RebootDuration = TimeSpan.FromMilliseconds(20),
            MeterValueInterval = TimeSpan.Zero,
            WorkDuration = TimeSpan.Zero,
        };
        var description = new ChargePointDescription { Id = id, Connectors = connectors ?? [new(), new()] };
        var chargePoint = new VirtualChargePoint(describe?.Invoke(description) ?? description, options?.Invoke(usual) ?? usual, clock);
        _chargePoints.Add(chargePoint);
        return chargePoint;
    }

    protected async Task<VirtualChargePoint> MakeBootedAsync(
        Func<VirtualChargePointOptions, VirtualChargePointOptions>? options = null,
        IReadOnlyList<ConnectorDescription>? connectors = null, TimeProvider? clock = null,
        Func<ChargePointDescription, ChargePointDescription>? describe = null)
    {
        var chargePoint = Make("CP1", options, connectors, clock, describe);
        await chargePoint.ConnectAsync(Stop);
        await chargePoint.BootAsync(Stop);
        return chargePoint;
    }

    /// <summary>Calls CP1; gives the status of its CALLRESULT.</summary>
    internal async Task<string> StatusOfAsync(string action, string payload) =>
        (await ResultOfAsync(action, payload)).GetProperty("status").GetString()!;

    /// <summary>Calls CP1; gives the payload of its CALLRESULT, which has to keep to the specification.</summary>
    internal async Task<JsonElement> ResultOfAsync(string action, string payload)
    {
        var frame = await Central.CallAsync("CP1", action, payload);
        Assert.Equal(3, frame[0].GetInt32());
        Assert.Equal(FrameFlags.None, OutboundActions.Find(action)!.Deviations(frame[2].GetRawText()));
        return frame[2];
    }

    /// <summary>Starts a transaction on a plugged-in car; 101 is the first id the central system gives.</summary>
    internal static async Task<VirtualTransaction> ChargeAsync(VirtualChargePoint chargePoint, int connector = 1, string idTag = "TAG")
    {
        await chargePoint.PlugInAsync(connector, stateOfCharge: 20, Stop);
        var transaction = await chargePoint.StartChargingAsync(connector, idTag, Stop);
        Assert.NotNull(transaction);
        return transaction;
    }

    /// <summary>Lets time pass, ten seconds at a time, until it is so.</summary>
    internal static async Task PassUntilAsync(FakeTimeProvider clock, Func<bool> condition)
    {
        while (!condition())
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(50, Stop);
        }
    }

    internal static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
        {
            await Task.Delay(20, Stop);
        }

        Assert.True(condition());
    }
}

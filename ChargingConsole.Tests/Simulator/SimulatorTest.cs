using ChargingConsole.Simulator.ChargePoints;
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
        IReadOnlyList<ConnectorDescription>? connectors = null, TimeProvider? clock = null)
    {
        var usual = new VirtualChargePointOptions
        {
            CentralSystem = Central.Url,
            Reconnect = false,
            ReconnectDelay = TimeSpan.FromMilliseconds(50),
            ResendDelay = TimeSpan.Zero,
            RebootDuration = TimeSpan.FromMilliseconds(20),
            MeterValueInterval = TimeSpan.Zero,
        };
        var description = new ChargePointDescription { Id = id, Connectors = connectors ?? [new(), new()] };
        var chargePoint = new VirtualChargePoint(description, options?.Invoke(usual) ?? usual, clock);
        _chargePoints.Add(chargePoint);
        return chargePoint;
    }

    protected async Task<VirtualChargePoint> MakeBootedAsync(
        Func<VirtualChargePointOptions, VirtualChargePointOptions>? options = null,
        IReadOnlyList<ConnectorDescription>? connectors = null, TimeProvider? clock = null)
    {
        var chargePoint = Make("CP1", options, connectors, clock);
        await chargePoint.ConnectAsync(Stop);
        await chargePoint.BootAsync(Stop);
        return chargePoint;
    }
}

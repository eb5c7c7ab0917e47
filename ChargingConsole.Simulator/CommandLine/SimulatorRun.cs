using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Fleet;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.CommandLine;

/// <summary>Runs the charge points of the command line and prints a line per event.</summary>
internal sealed class SimulatorRun(SimulatorSettings settings, TimeProvider clock, TextWriter output, TextWriter errors)
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private readonly TextWriter _errors = TextWriter.Synchronized(errors);

    /// <summary>Gives the exit code: 0, or 1 when not one could connect at first.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var duration = settings.Duration is { } length ? new CancellationTokenSource(length, clock) : new CancellationTokenSource();
        using var ending = duration.Token.Register(stop.Cancel);
        var chargePoints = settings.Ids.Select(Make).ToArray();
        try
        {
            var connected = await Task.WhenAll(chargePoints.Select(chargePoint => TryConnectAsync(chargePoint, stop.Token))).ConfigureAwait(false);
            if (!connected.Contains(true))
            {
                return 1;
            }

            var life = new LifeOptions { IdTags = [settings.IdTag], HasTrouble = false };
            await Task.WhenAll(chargePoints.Select((chargePoint, index) =>
                ChargePointLife.RunAsync(chargePoint, index, life, clock, stop.Token))).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            await Task.WhenAll(chargePoints.Select(chargePoint => chargePoint.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private VirtualChargePoint Make(string id, int index)
    {
        var seed = (settings.Seed * 7919) + index;
        var description = new ChargePointDescription
        {
            Id = id,
            Seed = seed,
            SerialNumber = $"SIM{seed:00000000}",
            Features = settings.Features,
            IsSloppy = settings.IsSloppy,
            Connectors = [.. Enumerable.Repeat(new ConnectorDescription { Curve = ChargingCurve.Ac(22_000), BatteryWattHours = 3_500 }, settings.Connectors)],
        };
        var chargePoint = new VirtualChargePoint(description, new VirtualChargePointOptions
        {
            CentralSystem = settings.CentralSystem,
            SecureCentralSystem = settings.SecureCentralSystem,
            ServerRoots = settings.ServerRoots,
            Certificate = settings.Certificate,
            Password = settings.Password,
            MeterValueInterval = settings.MeterValueInterval,
            PlugInAfterRemoteStart = TimeSpan.FromSeconds(1.5),
            Failures = settings.Failures,
        }, clock);
        foreach (var line in settings.Answers)
        {
            chargePoint.Answers.Add(line);
        }

        if (settings.IsQuiet)
        {
            return chargePoint;
        }

        chargePoint.Happened += happened => _output.WriteLine(
            $"{TimeZoneInfo.ConvertTime(happened.At, clock.LocalTimeZone):HH:mm:ss} {happened.ChargePointId} {happened.Text}");
        return chargePoint;
    }

    private async Task<bool> TryConnectAsync(VirtualChargePoint chargePoint, CancellationToken cancellation)
    {
        try
        {
            await chargePoint.ConnectAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ConnectionRefusedException e)
        {
            await _errors.WriteLineAsync(e.Message).ConfigureAwait(false);
            return false;
        }
    }
}

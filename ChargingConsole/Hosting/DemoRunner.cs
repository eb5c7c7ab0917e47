using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Fleet;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Hosting;

/// <summary>Lets the demo fleet connect, over real sockets, to the app's own listener.</summary>
internal sealed class DemoRunner(
    IServer server, IConfiguration configuration, IHostApplicationLifetime lifetime, IdTagBook idTags, IdTagRegister register,
    ChargePointRegister chargers, ChargePointSettings settings, IOptions<DemoOptions> options, TimeProvider clock, ILogger<DemoRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Chargers == 0)
        {
            return;
        }

        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The app did not start: why, somebody else tells.
            return;
        }

        foreach (var tag in DemoFleet.IdTags.Where(tag => idTags.Find(tag) is null))
        {
            await register.PutAsync(tag, known => known with { Note = "The demo fleet" }, Actor.Server);
        }

        await DescribeAsync(DemoFleet.Describe(new DemoFleetOptions { ChargePoints = options.Value.Chargers }), stoppingToken);
        var ocpp = Announcement.Addresses(server, configuration).Ocpp;
        var url = new UriBuilder("ws", "127.0.0.1", ocpp.Port).Uri;
        await DemoFleet.RunAsync(url, new DemoFleetOptions { ChargePoints = options.Value.Chargers }, logger, clock, stoppingToken);
    }

    /// <summary>Names, sites, places and tariffs, as an operator would have entered them; what one has entered since stays.</summary>
    private async Task DescribeAsync(IReadOnlyList<ChargePointDescription> descriptions, CancellationToken stoppingToken)
    {
        foreach (var (number, description) in descriptions.Index().Take(DemoSites.Most))
        {
            stoppingToken.ThrowIfCancellationRequested();
            var chargePoint = await chargers.AddAsync(description.Id);
            if (chargePoint.State.Row.Site is null && chargePoint.State.Row.Location is null)
            {
                await settings.ChangeAsync(chargePoint, row => DemoSites.Describe(row, description.Location, number), quirks => quirks, Actor.Server);
            }
        }
    }
}

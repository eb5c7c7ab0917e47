using ChargingConsole.Core.Ocpp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>Gives up connections on which nothing was heard for too long. One look at all of them, now and then.</summary>
internal sealed partial class SilentSessions(ConnectedSessions sessions, TimeProvider clock, IOptions<OcppOptions> options, ILogger<SilentSessions> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(Math.Max(options.Value.IdleSeconds, 3 * options.Value.HeartbeatSeconds));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in sessions.All)
            {
                if (session.Silence > limit)
                {
                    GivenUp(logger, session.ChargePoint.Id, session.Silence);
                    session.Abort();
                }
            }
        }
    }

    [LoggerMessage(EventId = 520, Level = LogLevel.Warning, Message = "{ChargePointId} was silent for {Silence}; its connection is given up")]
    private static partial void GivenUp(ILogger logger, string chargePointId, TimeSpan silence);
}

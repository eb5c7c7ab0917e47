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
        var limit = LimitOf(options.Value);
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

    /// <summary>Never less than three heartbeats or ten minutes: a limit as short as the heartbeat drops chargers that are merely late.</summary>
    internal static TimeSpan LimitOf(OcppOptions options) =>
        TimeSpan.FromSeconds(Math.Max(LeastSeconds, Math.Max(options.IdleSeconds, 3 * options.HeartbeatSeconds)));

    private const int LeastSeconds = 600;

    [LoggerMessage(EventId = 520, Level = LogLevel.Warning, Message = "{ChargePointId} was silent for {Silence}; its connection is given up")]
    private static partial void GivenUp(ILogger logger, string chargePointId, TimeSpan silence);
}

using ChargingConsole.Core.Ocpp.Limits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>Gives up connections on which nothing was heard for too long, or whose message takes too long to arrive. One look at all of them, now and then.</summary>
internal sealed partial class SilentSessions(ConnectedSessions sessions, TimeProvider clock, IOptions<OcppOptions> options, IOptions<LimitOptions> limits, ILogger<SilentSessions> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = LimitOf(options.Value);
        var message = TimeSpan.FromSeconds(limits.Value.MessageSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Clamp(limits.Value.MessageSeconds / 4.0, 1, 15)), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in sessions.All)
            {
                if (session.Silence > limit)
                {
                    GivenUp(logger, session.ChargePoint.Id, session.Silence);
                    session.Abort();
                }
                else if (session.Arriving > message)
                {
                    TooSlow(logger, session.ChargePoint.Id, message);
                    session.Cut($"A message took longer than {message.TotalSeconds} s to arrive.");
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

    [LoggerMessage(EventId = 521, Level = LogLevel.Warning, Message = "{ChargePointId}: a message took longer than {Limit} to arrive; the connection is given up")]
    private static partial void TooSlow(ILogger logger, string chargePointId, TimeSpan limit);
}

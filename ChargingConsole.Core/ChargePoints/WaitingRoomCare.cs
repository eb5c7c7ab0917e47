using ChargingConsole.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Clears the waiting room now and then of those who never came back.</summary>
internal sealed partial class WaitingRoomCare(WaitingRoom room, TimeProvider clock, ILogger<WaitingRoomCare> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await room.TidyAsync();
            }
            catch (DatabaseUnavailableException e)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 543, Level = LogLevel.Warning, Message = "Who waited too long could not be forgotten now: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}

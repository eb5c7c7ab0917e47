using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Clears the waiting room now and then of those who never came back.</summary>
internal sealed class WaitingRoomCare(WaitingRoom room, TimeProvider clock, ILogger<WaitingRoomCare> logger) : Rounds(TimeSpan.FromHours(1), clock, logger)
{
    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => room.TidyAsync();
}

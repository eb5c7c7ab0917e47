using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Reservations;

/// <summary>Ends reservations whose time has come: "the reservation SHALL be terminated when the expiryDate is reached" (OCPP 1.6 §5.13). The charge point does so by itself.</summary>
internal sealed partial class ReservationExpiry(
    ReservationBook book, Fleet fleet, CommitQueue commits, ILiveFeed feed, TimeProvider clock, ILogger<ReservationExpiry> logger) : Rounds(TimeSpan.FromSeconds(1), clock, logger)
{
    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        var now = Clock.GetUtcNow();
        foreach (var row in book.Due(now).ToList())
        {
            await ExpireAsync(row);
        }

        book.Forget(now);
    }

    private async Task ExpireAsync(ReservationRow row)
    {
        var expired = row with { Status = ReservationStatus.Expired, EndedAt = row.ExpiresAt };
        var unit = new UnitOfWork();
        unit.Update(expired);
        try
        {
            if (book.End(row, () => commits.CommitAsync(unit)) is not { } written)
            {
                return;
            }

            await written;
        }
        catch (DatabaseUnavailableException e)
        {
            // Tried again a second later.
            NotWritten(Log, row.ReservationId, e.Message);
            return;
        }

        if (book.PutEnd(row, expired) && fleet.Find(row.ChargePointKey) is { } chargePoint)
        {
            feed.Changed(chargePoint, FeedTopics.State);
        }
    }

    [LoggerMessage(EventId = 610, Level = LogLevel.Debug, Message = "The end of reservation {ReservationId} could not be written: {Reason}")]
    private static partial void NotWritten(ILogger logger, int reservationId, string reason);
}

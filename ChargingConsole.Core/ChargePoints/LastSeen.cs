using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Keeps when a charge point was last seen, so that it is known after a restart too.</summary>
internal sealed partial class LastSeen(CommitQueue commits, ILogger<LastSeen> logger)
{
    /// <summary>Notes it in live state at once, and on disk as soon as may be; nobody waits for that.</summary>
    public void Note(ChargePoint chargePoint, DateTimeOffset now)
    {
        var row = chargePoint.Change((now, chargePoint.Quirks), static (state, seen) =>
            state with { Row = state.Row with { LastSeenAt = seen.now, QuirkCount = seen.Quirks } }).Row;
        _ = WriteAsync(chargePoint, row);
    }

    private async Task WriteAsync(ChargePoint chargePoint, ChargePointRow row)
    {
        var unit = new UnitOfWork();
        unit.Update(row);
        try
        {
            await commits.CommitAsync(unit);
        }
        catch (Exception e)
        {
            NotWritten(logger, chargePoint.Id, e.Message);
        }
    }

    [LoggerMessage(EventId = 513, Level = LogLevel.Debug, Message = "{ChargePointId}: the time it was last seen could not be written: {Reason}")]
    private static partial void NotWritten(ILogger logger, string chargePointId, string reason);
}

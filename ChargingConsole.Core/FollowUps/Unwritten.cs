using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.FollowUps;

/// <summary>Writes what live state knows and the disk does not yet.</summary>
internal sealed class Unwritten(CommitQueue commits)
{
    /// <summary>The present status of a connector, which was taken while the database was away.</summary>
    public async Task WriteStatusAsync(FollowUp look)
    {
        var chargePoint = look.ChargePoint;
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var row = look.ConnectorId == 0 ? chargePoint.State.Station : chargePoint.State.Connector(look.ConnectorId).Row;
            if (row is not null)
            {
                await WriteAsync(row).ConfigureAwait(false);
            }
        }
        finally
        {
            chargePoint.Turn.Release();
        }
    }

    /// <summary>What was learned of a charge point.</summary>
    public async Task WriteSettingsAsync(FollowUp look)
    {
        var chargePoint = look.ChargePoint;
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (chargePoint.State.QuirkSettings is { } settings)
            {
                await WriteAsync(settings).ConfigureAwait(false);
            }
        }
        finally
        {
            chargePoint.Turn.Release();
        }
    }

    private Task WriteAsync<T>(T row)
        where T : class
    {
        var unit = new UnitOfWork();
        unit.Upsert(row);
        return commits.CommitAsync(unit);
    }
}

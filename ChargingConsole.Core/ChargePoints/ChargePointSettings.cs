using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Changes what operators set of a charge point: on disk first, then in live state.</summary>
public sealed class ChargePointSettings(Fleet fleet, CommitQueue commits, ILiveFeed feed)
{
    /// <summary>Changes what describes it and how it has to be understood.</summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="describe">Sets members of its row that operators set.</param>
    /// <param name="understand">Sets its quirk settings.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task ChangeAsync(ChargePoint chargePoint, Func<ChargePointRow, ChargePointRow> describe, Func<QuirkSettings, QuirkSettings> understand)
    {
        // A boot changes the same row.
        await chargePoint.Turn.WaitAsync();
        try
        {
            var state = chargePoint.State;
            var row = describe(state.Row);
            var settings = understand(state.QuirkSettings ?? new QuirkSettings { ChargePointKey = chargePoint.Key });
            var unit = new UnitOfWork();
            unit.Update(row);
            unit.Upsert(settings);
            await commits.CommitAsync(unit);
            chargePoint.Change((describe, settings), static (state, change) => state with { Row = change.describe(state.Row), QuirkSettings = change.settings });
            fleet.Rename(chargePoint, settings.Aliases);
        }
        finally
        {
            chargePoint.Turn.Release();
        }

        feed.Changed(chargePoint, FeedTopics.State);
    }
}

using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Changes what operators set of a charge point: on disk first, then in live state.</summary>
public sealed class ChargePointSettings(Fleet fleet, CommitQueue commits, AuditTrail trail, ILiveFeed feed)
{
    /// <summary>Changes what describes it and how it has to be understood.</summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="describe">Sets members of its row that operators set.</param>
    /// <param name="understand">Sets its quirk settings.</param>
    /// <param name="by">Who, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task ChangeAsync(ChargePoint chargePoint, Func<ChargePointRow, ChargePointRow> describe, Func<QuirkSettings, QuirkSettings> understand, Actor by)
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
            trail.NoteChange(unit, by, AuditWords.ChargerSettings, chargePoint.Id, state.Row, row);
            trail.NoteChange(unit, by, AuditWords.ChargerQuirks, chargePoint.Id, state.QuirkSettings ?? new QuirkSettings { ChargePointKey = chargePoint.Key }, settings);
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

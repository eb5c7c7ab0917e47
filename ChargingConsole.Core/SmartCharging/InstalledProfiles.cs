using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>
/// What is installed where, by what the charge points accepted and whoever sent it. A reset or a boot changes
/// nothing: profiles outlive them (OCPP 1.6 §3.13.4). A TxProfile is gone with its session.
/// </summary>
public sealed class InstalledProfiles(TransactionBook transactions, OpenCommands open, ILiveFeed feed)
{
    private readonly ConcurrentDictionary<int, ImmutableArray<InstalledProfileRow>> _rows = new();

    /// <summary>What is installed on a charge point, by connector, purpose and stack level.</summary>
    public IReadOnlyList<InstalledProfile> Of(ChargePoint chargePoint) =>
    [
        .. Rows(chargePoint)
            .Where(row => IsAlive(chargePoint, row))
            .OrderBy(row => (row.ConnectorId, row.Purpose, row.StackLevel))
            .Select(row => ProfileText.Read(row.Profile) is { } definition ? new InstalledProfile(row, definition, SessionOf(chargePoint, row)) : null)
            .OfType<InstalledProfile>(),
    ];

    /// <summary>The connectors of a charge point and the sessions on them.</summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="now">When a session may begin on a free one, UTC.</param>
    public static IReadOnlyList<ConnectorSituation> Situations(ChargePoint chargePoint, DateTimeOffset now)
    {
        var state = chargePoint.State;
        return [.. Enumerable.Range(1, state.NumberOfConnectors).Select(id => state.Connector(id).Transaction is { } session
            ? new ConnectorSituation(id, session.Id, session.StartTime)
            : new ConnectorSituation(id, null, now))];
    }

    /// <summary>Adds to the unit what an accepted profile changes; gives what to do after the commit.</summary>
    internal Action Place(ChargePoint chargePoint, InstalledProfileRow row, UnitOfWork unit)
    {
        // "If a profile with the same chargingProfileId, or the same combination of stackLevel and purpose, exists, it is replaced" (OCPP 1.6 §5.16.3).
        var replaced = Rows(chargePoint).Where(known => !known.IsSlotOf(row) && (known.ProfileId == row.ProfileId || !IsAlive(chargePoint, known))).ToArray();
        Array.ForEach(replaced, unit.Delete);
        unit.Upsert(row);
        return () => Change(chargePoint, rows => [.. rows.Where(known => !known.IsSlotOf(row) && known.ProfileId != row.ProfileId && !replaced.Contains(known)), row]);
    }

    /// <summary>Adds to the unit that the profiles which match are gone; gives what to do after the commit, null when there are none.</summary>
    internal Action? Remove(ChargePoint chargePoint, Func<InstalledProfileRow, bool> matches, UnitOfWork unit)
    {
        var removed = Rows(chargePoint).Where(row => matches(row) || !IsAlive(chargePoint, row)).ToArray();
        Array.ForEach(removed, unit.Delete);
        return removed.Length == 0 ? null : () => Change(chargePoint, rows => rows.RemoveAll(removed.Contains));
    }

    internal void Load(InstalledProfileRow row) =>
        _rows.AddOrUpdate(row.ChargePointKey, static (_, added) => [added], static (_, rows, added) => rows.Add(added), row);

    private ImmutableArray<InstalledProfileRow> Rows(ChargePoint chargePoint) => _rows.GetValueOrDefault(chargePoint.Key, []);

    private void Change(ChargePoint chargePoint, Func<ImmutableArray<InstalledProfileRow>, ImmutableArray<InstalledProfileRow>> change)
    {
        _rows.AddOrUpdate(chargePoint.Key, static (_, change) => change([]), static (_, rows, change) => change(rows), change);
        feed.Changed(chargePoint, FeedTopics.State);
    }

    private bool IsAlive(ChargePoint chargePoint, InstalledProfileRow row) =>
        row.Purpose != ProfilePurpose.TxProfile
        || SessionOf(chargePoint, row) is not null
        // It came with a remote start whose session has yet to begin.
        || (row.TransactionId is null && open.Of(chargePoint).Any(command => command.Row.Id == row.CommandId));

    private TransactionRow? SessionOf(ChargePoint chargePoint, InstalledProfileRow row) =>
        row.Purpose != ProfilePurpose.TxProfile ? null
        : row.TransactionId is { } id ? transactions.FindOpen(id)
        : chargePoint.State.Connector(row.ConnectorId).Transaction is { } session && session.StartCommandId == row.CommandId ? session : null;
}

/// <summary>An installed profile.</summary>
/// <param name="Row">Where it is and since when.</param>
/// <param name="Definition">What it says.</param>
/// <param name="Session">The session that a TxProfile belongs to; null for other purposes, and before that session has begun.</param>
public sealed record InstalledProfile(InstalledProfileRow Row, ProfileDefinition Definition, TransactionRow? Session)
{
    /// <summary>Whether it is a limit that this console set.</summary>
    public bool IsLimit => ProfileIds.IsLimit(Row.ProfileId);

    /// <summary>As the computation takes it; one whose session has not begun says nothing yet.</summary>
    public PlacedProfile Placed => new(Row.ConnectorId, Definition, Definition.Purpose == ProfilePurpose.TxProfile ? Session?.Id ?? 0 : null);
}

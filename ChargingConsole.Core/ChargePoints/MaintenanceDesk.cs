using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>
/// Puts charge points into maintenance and out of it. That is a fact of ours, kept whether or not the charge point is
/// there; telling it to go out of operation is what follows, as soon as it is connected.
/// </summary>
public sealed class MaintenanceDesk(CommandDesk desk, CommitQueue commits, AuditTrail trail, ILiveFeed feed, TimeProvider clock)
{
    /// <summary>The longest reason.</summary>
    public const int MaxReason = 255;

    // Its boot and its statuses come first.
    internal static readonly TimeSpan AfterConnecting = TimeSpan.FromSeconds(2);

    /// <summary>Begins maintenance, or changes its reason.</summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="reason">Why; 1 to 255 characters.</param>
    /// <param name="by">Who, for the record.</param>
    /// <param name="tellCharger">Whether the charge point is told to go out of operation, now or when it connects.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task BeginAsync(ChargePoint chargePoint, string reason, Actor by, bool tellCharger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await ChangeAsync(chargePoint, known => known switch
        {
            { IsOn: true } => known with
            {
                Reason = Short(reason),
                Owed = tellCharger && !known.IsOutOfOperation ? OwedAvailability.Inoperative : known.Owed,
            },
            _ => new MaintenanceRow
            {
                ChargePointKey = chargePoint.Key,
                Reason = Short(reason),
                Since = clock.GetUtcNow(),
                By = by.Name,
                Owed = tellCharger ? OwedAvailability.Inoperative : OwedAvailability.None,
            },
        }, unit => trail.Note(unit, by, AuditWords.MaintenanceBegun, chargePoint.Id, Short(reason)));
        _ = TellAsync(chargePoint);
    }

    /// <summary>Ends maintenance; does nothing when there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task EndAsync(ChargePoint chargePoint, Actor by)
    {
        await ChangeAsync(chargePoint, known => known is { IsOn: true }
            ? known with
            {
                EndedAt = clock.GetUtcNow(),
                EndedBy = by.Name,
                Owed = known.IsOutOfOperation ? OwedAvailability.Operative : OwedAvailability.None,
            }
            : null, unit => trail.Note(unit, by, AuditWords.MaintenanceEnded, chargePoint.Id, chargePoint.State.Maintenance?.Reason));
        _ = TellAsync(chargePoint);
    }

    /// <summary>Tells a connected charge point what it is owed. What it does not answer is told again when it next connects.</summary>
    internal async Task TellAsync(ChargePoint chargePoint)
    {
        if (chargePoint.State is not { IsConnected: true, Maintenance: { Owed: not OwedAvailability.None } told })
        {
            return;
        }

        var payload = $$"""{"connectorId":0,"type":"{{told.Owed}}"}""";
        var outcome = await desk.SendAsync(chargePoint.Id, "ChangeAvailability", payload, told.IsOn ? told.By : told.EndedBy ?? told.By).ConfigureAwait(false);
        var answer = outcome.Command?.AnswerStatus ?? (outcome.IsAccepted ? "Accepted" : null);
        if (outcome.Code is not (OutcomeCode.Accepted or OutcomeCode.Rejected or OutcomeCode.NotSupported or OutcomeCode.CallError))
        {
            return;
        }

        try
        {
            // What an operator changed meanwhile stands.
            await ChangeAsync(chargePoint, known => known?.Since == told.Since && known.Owed == told.Owed
                ? known with { Owed = OwedAvailability.None, Answer = told.Owed == OwedAvailability.Inoperative ? answer : null }
                : null).ConfigureAwait(false);
        }
        catch (DatabaseUnavailableException)
        {
            // Told once more than needed when it next connects, which does no harm.
        }
    }

    private static string Short(string reason) => reason.Trim() is { Length: > MaxReason } text ? text[..MaxReason] : reason.Trim();

    private async Task ChangeAsync(ChargePoint chargePoint, Func<MaintenanceRow?, MaintenanceRow?> change, Action<UnitOfWork>? note = null)
    {
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (change(chargePoint.State.Maintenance) is not { } row)
            {
                return;
            }

            var unit = new UnitOfWork();
            unit.Upsert(row);
            note?.Invoke(unit);
            await commits.CommitAsync(unit).ConfigureAwait(false);
            chargePoint.Change(row, static (state, maintenance) => state with { Maintenance = maintenance });
        }
        finally
        {
            chargePoint.Turn.Release();
        }

        feed.Changed(chargePoint, FeedTopics.State);
    }
}

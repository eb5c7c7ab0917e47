using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Where operators decide on charge points that nobody made known. What they decide holds at once and over restarts.</summary>
public sealed partial class WaitingRoom(
    Fleet fleet,
    ChargePointRegister register,
    DoorBook door,
    CommitQueue commits,
    AuditTrail trail,
    IChargePointLink link,
    CommandDesk desk,
    ILiveFeed feed,
    IOptions<LimitOptions> limits,
    TimeProvider clock,
    ILogger<WaitingRoom> logger)
{
    /// <summary>Those that wait for a decision, the latest heard of first.</summary>
    public IReadOnlyList<ChargePoint> Pending => Of(RegistrationStatus.Pending);

    /// <summary>Those that are blocked, the latest heard of first.</summary>
    public IReadOnlyList<ChargePoint> Blocked => Of(RegistrationStatus.Rejected);

    /// <summary>
    /// Takes a charge point in, whether it waits, is blocked or never came. One that is connected is asked to boot again,
    /// so that it hears of it without waiting for its interval.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing has changed.</exception>
    public async Task<ChargePoint> AcceptAsync(string chargePointId, Actor who)
    {
        var chargePoint = await register.AddAsync(chargePointId);
        if (await DecideAsync(chargePoint, RegistrationStatus.Accepted, who))
        {
            fleet.TakeIn(chargePoint);
            feed.Changed(chargePoint, FeedTopics.State);
            Accepted(logger, chargePoint.Id, who.Name);
            if (chargePoint.State.IsConnected)
            {
                // Its outcome is in the record of commands; nobody here waits for it.
                _ = desk.SendAsync(chargePoint.Id, "TriggerMessage", ServerRequests.Trigger("BootNotification"), Actor.Server);
            }
        }

        return chargePoint;
    }

    /// <summary>
    /// Blocks a charge point that waits, or one that never came: its connections are refused from now on.
    /// Null when it belongs to the fleet already, or when too many are blocked.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing has changed.</exception>
    public async Task<ChargePoint?> RejectAsync(string chargePointId, Actor who)
    {
        var waiting = fleet.FindWaiting(chargePointId);
        if (waiting is null && (fleet.FindAlso(chargePointId) is not null || fleet.WaitingCount >= limits.Value.WaitingChargers))
        {
            return null;
        }

        waiting ??= await register.AddAsync(chargePointId, RegistrationStatus.Rejected);
        if (!waiting.IsWaiting)
        {
            return null;
        }

        await DecideAsync(waiting, RegistrationStatus.Rejected, who);
        Rejected(logger, waiting.Id, who.Name);
        link.Cut(waiting);
        return waiting;
    }

    /// <summary>Forgets one that waits or is blocked: should it come again, it is as unknown as any. False when there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing has changed.</exception>
    public async Task<bool> ForgetAsync(string chargePointId, Actor who)
    {
        if (fleet.FindWaiting(chargePointId) is not { } chargePoint)
        {
            return false;
        }

        // First of all, so that nothing of it is on its way to rows that are gone.
        link.Cut(chargePoint);
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!chargePoint.IsWaiting)
            {
                return false;
            }

            var unit = new UnitOfWork();
            unit.Delete(chargePoint.State.Row);
            trail.Note(unit, who, AuditWords.ChargerForgotten, chargePoint.Id);
            foreach (var connector in chargePoint.State.Connectors.Values.Select(connector => connector.Row).Append(chargePoint.State.Station).OfType<ConnectorRow>())
            {
                unit.Delete(connector);
            }

            if (chargePoint.State.QuirkSettings is { } settings)
            {
                unit.Delete(settings);
            }

            door.Delete(chargePoint, unit);
            await commits.CommitAsync(unit);
            door.Forget(chargePoint);
            fleet.Forget(chargePoint);
        }
        finally
        {
            chargePoint.Turn.Release();
        }

        Forgotten(logger, chargePoint.Id, who.Name);
        return true;
    }

    /// <summary>Forgets those that waited long without a sign of them.</summary>
    internal async Task TidyAsync()
    {
        var oldest = clock.GetUtcNow().AddDays(-limits.Value.WaitingDays);
        foreach (var chargePoint in Pending.Where(chargePoint => !chargePoint.State.IsConnected && (chargePoint.LastHeardAt ?? chargePoint.State.Row.CreatedAt) < oldest))
        {
            await ForgetAsync(chargePoint.Id, Actor.Server);
        }
    }

    /// <summary>Whether there was anything to decide.</summary>
    private async Task<bool> DecideAsync(ChargePoint chargePoint, RegistrationStatus registration, Actor who)
    {
        // A boot of it that is being handled writes its row too.
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!chargePoint.IsWaiting || chargePoint.State.Row.Registration == registration)
            {
                return false;
            }

            var written = chargePoint.State.Row with { Registration = registration };
            await WriteAsync(written, unit => trail.Note(unit, who, AuditWords.ChargerDecided, chargePoint.Id, chargePoint.State.Row, written));
            var row = chargePoint.Change(registration, static (state, decided) => state with { Row = state.Row with { Registration = decided } }).Row;
            if (row != written)
            {
                // Its connection ended meanwhile, and what that wrote may have come last.
                await WriteAsync(row);
            }

            return true;
        }
        finally
        {
            chargePoint.Turn.Release();
        }
    }

    private Task WriteAsync(ChargePointRow row, Action<UnitOfWork>? recording = null)
    {
        var unit = new UnitOfWork();
        unit.Update(row);
        recording?.Invoke(unit);
        return commits.CommitAsync(unit);
    }

    private List<ChargePoint> Of(RegistrationStatus registration) =>
        [.. fleet.Waiting.Where(chargePoint => chargePoint.State.Row.Registration == registration).OrderByDescending(chargePoint => chargePoint.LastHeardAt ?? chargePoint.State.Row.CreatedAt)];

    [LoggerMessage(EventId = 540, Level = LogLevel.Information, Message = "{ChargePointId} was taken in by {Who}")]
    private static partial void Accepted(ILogger logger, string chargePointId, string who);

    [LoggerMessage(EventId = 541, Level = LogLevel.Information, Message = "{ChargePointId} was blocked by {Who}")]
    private static partial void Rejected(ILogger logger, string chargePointId, string who);

    [LoggerMessage(EventId = 542, Level = LogLevel.Information, Message = "{ChargePointId} was forgotten by {Who}")]
    private static partial void Forgotten(ILogger logger, string chargePointId, string who);
}

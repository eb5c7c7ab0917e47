using System.Collections.Concurrent;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>
/// Limits a connector or a charge point to so many amperes or kilowatts, in whatever form it takes: the forms
/// of <see cref="LimitLadder"/> are tried until one is accepted, which is remembered and tried first next time.
/// </summary>
public sealed partial class LimitDesk(
    CommandDesk desk, CompositeDesk composite, Fleet fleet, InstalledProfiles installed, LimitMemory memory, CommitQueue commits, TimeProvider clock, ILogger<LimitDesk> logger)
{
    /// <summary>There is no limit to remove.</summary>
    public const string NoLimit = "no_limit";

    // Long enough that no charge point finds it too short, and short enough that any answers.
    private const int ReadBackSeconds = 300;

    // A charge point whose clock is behind would otherwise take the limit late.
    private static readonly TimeSpan s_headStart = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, string> _busy = new();

    /// <summary>The limits that this console set and that hold for a connector, or for the charge point for connector 0.</summary>
    public IReadOnlyList<InstalledProfile> Of(ChargePoint chargePoint, int connectorId)
    {
        var limits = installed.Of(chargePoint).Where(profile => profile.IsLimit).ToArray();
        return limits.Where(profile => profile.Row.ConnectorId == connectorId).ToArray() is { Length: > 0 } own ? own : [.. limits.Where(profile => profile.Row.ConnectorId == 0)];
    }

    /// <summary>Sets a limit.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="amount">The limit.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    /// <param name="trying">Told of each try before it is sent.</param>
    public Task<LimitOutcome> SetAsync(string chargePointId, int connectorId, LimitAmount amount, Actor requestedBy, Action<LimitRung, int>? trying = null) =>
        AloneAsync(chargePointId, connectorId, requestedBy, chargePoint => ClimbAsync(chargePoint, connectorId, amount, requestedBy, trying));

    /// <summary>Takes the limit of a connector, or of the charge point for connector 0, away again.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public Task<LimitOutcome> RemoveAsync(string chargePointId, int connectorId, Actor requestedBy) =>
        AloneAsync(chargePointId, connectorId, requestedBy, chargePoint => ClearAsync(chargePoint, connectorId, requestedBy));

    private async Task<LimitOutcome> ClimbAsync(ChargePoint chargePoint, int connectorId, LimitAmount amount, Actor requestedBy, Action<LimitRung, int>? trying)
    {
        var session = connectorId == 0 ? null : chargePoint.State.Connector(connectorId).Transaction;
        var situation = connectorId == 0 ? LimitSituation.WholeCharger : session is null ? LimitSituation.Connector : LimitSituation.Session;
        var attempts = new List<LimitAttempt>();
        foreach (var rung in LimitLadder.Of(situation, amount.Unit, memory.Of(chargePoint)))
        {
            var place = rung.OnConnector ? connectorId : 0;
            trying?.Invoke(rung, place);
            var (limit, payload) = Request(chargePoint, rung, place, amount, rung.Purpose == ProfilePurpose.TxProfile ? session?.Id : null);
            var outcome = await desk.SendAsync(chargePoint.Id, "SetChargingProfile", payload, requestedBy);
            attempts.Add(new LimitAttempt(rung, place, limit, outcome));
            if (outcome.IsAccepted)
            {
                await RememberAsync(chargePoint, situation, rung);
                var (check, told) = await ReadBackAsync(chargePoint, connectorId, rung, limit, requestedBy);
                return new LimitOutcome
                {
                    Code = OutcomeCode.Accepted,
                    Message = LimitWords.Set(attempts[^1], check, told),
                    IsAccepted = true,
                    Attempts = attempts,
                    Check = check,
                    Told = told,
                };
            }

            if (IsPointless(outcome))
            {
                return new LimitOutcome { Code = outcome.Code, Message = outcome.Message, Attempts = attempts };
            }
        }

        var last = attempts[^1].Outcome;
        return new LimitOutcome
        {
            Code = attempts.TrueForAll(attempt => attempt.Outcome.Code == OutcomeCode.NotSupported) ? OutcomeCode.NotSupported : OutcomeCode.Rejected,
            Message = $"The charger took none of {attempts.Count} forms of limit. Its last word: {last.Message}",
            Attempts = attempts,
        };
    }

    private (decimal Limit, string Payload) Request(ChargePoint chargePoint, LimitRung rung, int place, LimitAmount amount, int? transactionId)
    {
        var limit = amount.In(rung.Unit, Mains.Of(chargePoint.State));
        var now = clock.GetUtcNow();
        var definition = new ProfileDefinition
        {
            Purpose = rung.Purpose,
            Kind = rung.Kind,
            StackLevel = LevelAbove(chargePoint, rung.Purpose, place),
            Schedule = new ProfileSchedule
            {
                Unit = rung.Unit,
                StartAt = rung.Kind == ProfileKind.Absolute ? new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) - s_headStart : null,
                Periods = [new SchedulePeriod(0, limit, amount.Phases)],
            },
        };
        return (limit, ProfileText.SetRequest(place, definition, ProfileIds.OfLimit(rung.Purpose, place), transactionId));
    }

    /// <summary>0, which every charge point takes, unless that would replace a profile that somebody installed.</summary>
    private int LevelAbove(ChargePoint chargePoint, ProfilePurpose purpose, int place) =>
        installed.Of(chargePoint)
            .Where(profile => !profile.IsLimit && profile.Definition.Purpose == purpose && profile.Row.ConnectorId == place)
            .Select(profile => profile.Row.StackLevel + 1)
            .DefaultIfEmpty(0)
            .Max();

    private async Task<(LimitCheck Check, decimal? Told)> ReadBackAsync(ChargePoint chargePoint, int connectorId, LimitRung rung, decimal limit, Actor requestedBy)
    {
        var answer = await composite.AskAsync(chargePoint.Id, connectorId, ReadBackSeconds, rung.Unit, requestedBy);
        if (answer.Told is not { } told)
        {
            return (LimitCheck.NotTold, null);
        }

        var now = told.At(told.From).Limit;
        // Of the whole charge point it may tell the sum over its connectors, of which each is limited.
        return ScheduleGap.IsSame(limit, now) ? (LimitCheck.Took, now)
            : now < limit ? (LimitCheck.Lower, now)
            : (LimitCheck.Higher, now);
    }

    private async Task RememberAsync(ChargePoint chargePoint, LimitSituation situation, LimitRung rung)
    {
        var recipe = new LimitRecipeRow
        {
            ChargePointKey = chargePoint.Key,
            Situation = situation,
            Purpose = rung.Purpose,
            OnConnector = rung.OnConnector,
            Unit = rung.Unit,
            Kind = rung.Kind,
            WorkedAt = clock.GetUtcNow(),
        };
        var unit = new UnitOfWork();
        unit.Upsert(recipe);
        try
        {
            await commits.CommitAsync(unit);
            memory.Put(recipe);
        }
        catch (DatabaseUnavailableException e)
        {
            // The limit holds; the next one is found out anew.
            NotRemembered(logger, chargePoint.Id, e.Message);
        }
    }

    private async Task<LimitOutcome> ClearAsync(ChargePoint chargePoint, int connectorId, Actor requestedBy)
    {
        var limits = Of(chargePoint, connectorId);
        if (limits.Count == 0)
        {
            return new LimitOutcome { Code = NoLimit, Message = "This console set no limit here that still holds.", IsAccepted = true };
        }

        foreach (var limit in limits)
        {
            var row = limit.Row;
            var outcome = await desk.SendAsync(chargePoint.Id, "ClearChargingProfile", ProfileText.ClearRequest(row.ProfileId), requestedBy);
            if (!IsGone(outcome) && !IsPointless(outcome))
            {
                // Some know their profiles by place and level only.
                outcome = await desk.SendAsync(chargePoint.Id, "ClearChargingProfile", ProfileText.ClearRequest(null, row.ConnectorId, row.Purpose, row.StackLevel), requestedBy);
            }

            if (!IsGone(outcome))
            {
                return new LimitOutcome { Code = outcome.Code, Message = $"The limit for {LimitWords.Scope(row.Purpose, row.ConnectorId)} still holds: {outcome.Message}" };
            }
        }

        var scopes = string.Join(" and ", limits.Select(limit => LimitWords.Scope(limit.Row.Purpose, limit.Row.ConnectorId)));
        return new LimitOutcome { Code = OutcomeCode.Accepted, Message = $"The limit for {scopes} is removed.", IsAccepted = true };
    }

    private async Task<LimitOutcome> AloneAsync(string chargePointId, int connectorId, Actor requestedBy, Func<ChargePoint, Task<LimitOutcome>> act)
    {
        if (!fleet.TryFind(chargePointId, out var chargePoint))
        {
            return new LimitOutcome { Code = OutcomeCode.UnknownCharger, Message = $"Charger {chargePointId} not found" };
        }

        if (!chargePoint.State.IsConnected)
        {
            return new LimitOutcome { Code = OutcomeCode.NotConnected, Message = $"Charger {chargePoint.Id} is not connected" };
        }

        if (connectorId < 0 || connectorId > chargePoint.State.NumberOfConnectors)
        {
            return new LimitOutcome { Code = OutcomeCode.UnknownConnector, Message = $"Invalid connector_id. Charger has {chargePoint.State.NumberOfConnectors} connector(s)" };
        }

        // Two climbs at once would overtake each other, and neither would know which limit holds.
        if (!_busy.TryAdd(chargePoint.Key, requestedBy.Name))
        {
            return new LimitOutcome { Code = OutcomeCode.InProgress, Message = $"{_busy.GetValueOrDefault(chargePoint.Key, "Somebody")} is changing a limit of this charger right now" };
        }

        try
        {
            return await act(chargePoint);
        }
        finally
        {
            _busy.TryRemove(chargePoint.Key, out _);
        }
    }

    /// <summary>Whether another form would fare no better.</summary>
    private static bool IsPointless(CommandOutcome outcome) =>
        outcome.Code is OutcomeCode.NotConnected or OutcomeCode.NoAnswer or OutcomeCode.Unavailable or OutcomeCode.UnknownCharger or OutcomeCode.InProgress
        || outcome is { Code: OutcomeCode.NotSupported, Command.AnswerStatus: "NotImplemented" };

    private static bool IsGone(CommandOutcome outcome) => outcome.IsAccepted || outcome.Command?.AnswerStatus == "Unknown";

    [LoggerMessage(EventId = 320, Level = LogLevel.Warning, Message = "{ChargePointId}: the form of limit that worked could not be written: {Reason}")]
    private static partial void NotRemembered(ILogger logger, string chargePointId, string reason);
}

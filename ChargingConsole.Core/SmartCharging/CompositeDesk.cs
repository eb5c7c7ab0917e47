using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Asks charge points what they are going to do, and works out what their profiles should give.</summary>
public sealed class CompositeDesk(CommandDesk desk, Fleet fleet, InstalledProfiles installed, TimeProvider clock)
{
    // A charge point's clock may be ahead of ours by this much before its answer is taken for one about the future.
    private static readonly TimeSpan s_clockSlack = TimeSpan.FromMinutes(5);

    /// <summary>What the installed profiles give.</summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="from">The first moment, UTC.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="unit">The unit to tell it in.</param>
    public ScheduleLine Expected(ChargePoint chargePoint, int connectorId, DateTimeOffset from, TimeSpan duration, RateUnit unit) => ExpectedSchedule.Of(
        [.. installed.Of(chargePoint).Select(profile => profile.Placed)],
        connectorId,
        InstalledProfiles.Situations(chargePoint, from),
        from,
        duration,
        unit,
        Mains.Of(chargePoint.State));

    /// <summary>Asks for the composite schedule (OCPP 1.6 §5.7) and lays it beside what is expected.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="seconds">For how long from now.</param>
    /// <param name="unit">The unit to ask for; null lets the charge point choose.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public async Task<CompositeAnswer> AskAsync(string chargePointId, int connectorId, int seconds, RateUnit? unit, Actor requestedBy)
    {
        var outcome = await desk.SendAsync(chargePointId, "GetCompositeSchedule", ProfileText.CompositeRequest(connectorId, seconds, unit), requestedBy);
        if (fleet.Find(chargePointId) is not { } chargePoint)
        {
            return new CompositeAnswer { Outcome = outcome };
        }

        var from = clock.GetUtcNow();
        var duration = TimeSpan.FromSeconds(seconds);
        var told = outcome is { IsAccepted: true, Command.Answer: { } answer } ? Read(answer, from, duration) : null;
        var expected = Expected(chargePoint, connectorId, from, duration, unit ?? told?.Unit ?? RateUnit.A);
        var mains = Mains.Of(chargePoint.State);
        return new CompositeAnswer
        {
            Outcome = outcome,
            Expected = expected,
            Told = told?.In(expected.Unit, mains),
            ToldUnit = told?.Unit,
            Gaps = told is null ? [] : ScheduleGap.Between(expected, told.In(expected.Unit, mains)),
        };
    }

    /// <summary>The schedule in an answer; null when it has none.</summary>
    private static ScheduleLine? Read(string answer, DateTimeOffset from, TimeSpan duration)
    {
        if (OcppText.Read<GetCompositeScheduleResponse>(answer) is not { } told || ProfileText.Read(told.ChargingSchedule) is not { Periods.Length: > 0 } schedule)
        {
            return null;
        }

        var start = schedule.StartAt ?? told.ScheduleStart ?? from;
        start = start > from && start - from < s_clockSlack ? from : start;
        // Asked for an hour, it tells an hour from when it was asked, which ends a moment before ours does.
        var isWhole = schedule.Duration is { } seconds && from + duration - start.AddSeconds(seconds) < s_clockSlack;
        return ScheduleLine.Of(isWhole ? schedule with { Duration = null } : schedule, start, from, from + duration);
    }
}

/// <summary>What a charge point said that it will do, beside what its profiles give.</summary>
public sealed record CompositeAnswer
{
    /// <summary>What came of the request.</summary>
    public required CommandOutcome Outcome { get; init; }

    /// <summary>What its profiles give; null for a charge point that is not known.</summary>
    public ScheduleLine? Expected { get; init; }

    /// <summary>What it told, in the unit of <see cref="Expected"/>; null when it told nothing that can be read.</summary>
    public ScheduleLine? Told { get; init; }

    /// <summary>The unit it told that in.</summary>
    public RateUnit? ToldUnit { get; init; }

    /// <summary>Where the two differ.</summary>
    public IReadOnlyList<ScheduleGap> Gaps { get; init; } = [];
}

using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Tests.SmartCharging;

public sealed class ExpectedScheduleTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Mains s_mains = new(230, 3);

    [Fact]
    public void Without_a_profile_there_is_no_limit() => Assert.Equal([(0, null)], Steps([]));

    [Fact]
    public void The_highest_stack_level_in_force_leads_and_the_lower_one_follows_when_it_ends()
    {
        // The specification's example: a day's default, and above it an exception of two hours (OCPP 1.6 §3.13.2).
        var steps = Steps([
            Default(0, Absolute(new SchedulePeriod(0, 16))),
            Default(1, Absolute(new SchedulePeriod(0, 6)) with { Schedule = Schedule(s_noon.AddHours(1), 7200, new SchedulePeriod(0, 6)) }),
        ]);

        Assert.Equal([(0, 16m), (60, 6m), (180, 16m)], steps);
    }

    [Fact]
    public void A_session_profile_overrules_the_default_only_while_it_says_something()
    {
        var steps = Steps([Default(5, Absolute(new SchedulePeriod(0, 10))), new(1, Session(Schedule(s_noon, 3600, new SchedulePeriod(0, 20))), 42)]);

        Assert.Equal([(0, 20m), (60, 10m)], steps);
    }

    [Fact]
    public void The_profile_of_another_session_says_nothing() =>
        Assert.Equal([(0, 10m)], Steps([Default(0, Absolute(new SchedulePeriod(0, 10))), new(1, Session(Schedule(s_noon, null, new SchedulePeriod(0, 20))), 41)]));

    [Fact]
    public void The_lowest_of_the_charge_point_and_the_session_holds()
    {
        var steps = Steps([
            new(0, new ProfileDefinition { Purpose = ProfilePurpose.ChargePointMaxProfile, Kind = ProfileKind.Absolute, Schedule = Schedule(s_noon, null, new(0, 12), new(3600, 32)) }),
            Default(0, Absolute(new SchedulePeriod(0, 16))),
        ]);

        Assert.Equal([(0, 12m), (60, 16m)], steps);
    }

    [Fact]
    public void The_default_of_a_connector_goes_before_that_of_all_connectors()
    {
        PlacedProfile all = new(0, Absolute(new SchedulePeriod(0, 8)) with { StackLevel = 9 });

        Assert.Equal([(0, 8m)], Steps([all]));
        Assert.Equal([(0, 16m)], Steps([all, Default(0, Absolute(new SchedulePeriod(0, 16)))]));
    }

    [Fact]
    public void A_daily_schedule_begins_anew_over_midnight()
    {
        // 22:00 for eight hours, set up weeks ago; looked at from noon for a day and a half.
        var night = Recurring(Recurrency.Daily, new DateTimeOffset(2026, 11, 1, 22, 0, 0, TimeSpan.Zero), 8 * 3600, new SchedulePeriod(0, 32), new SchedulePeriod(4 * 3600, 16));

        Assert.Equal(
            [(0, null), (600, 32m), (840, 16m), (1080, null), (2040, 32m)],
            Steps([Default(0, night)], minutes: 2160));
    }

    [Fact]
    public void A_daily_schedule_that_began_yesterday_is_still_in_force_after_midnight()
    {
        var night = Recurring(Recurrency.Daily, new DateTimeOffset(2026, 11, 1, 22, 0, 0, TimeSpan.Zero), null, new SchedulePeriod(0, 32), new SchedulePeriod(4 * 3600, 16));

        var line = Line([Default(0, night)], new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero), 120);

        Assert.Equal([32m, 16m], line.Steps.Select(step => step.Limit));
        Assert.Equal(2, line.Steps[1].From.Hour);
    }

    [Fact]
    public void A_weekly_schedule_spans_the_turn_of_the_week()
    {
        // From Friday 18:00: the weekend; then working days, until the next Friday.
        var weekend = Recurring(Recurrency.Weekly, new DateTimeOffset(2026, 10, 2, 18, 0, 0, TimeSpan.Zero), null, new SchedulePeriod(0, 32), new SchedulePeriod(60 * 3600, 10));

        Assert.Equal([(0, 10m), (360, 32m), (360 + 3600, 10m)], Steps([Default(0, weekend)], minutes: 5 * 1440));
    }

    [Fact]
    public void A_recurring_schedule_does_not_begin_before_its_start() =>
        Assert.Equal([(0, null), (60, 7m)], Steps([Default(0, Recurring(Recurrency.Daily, s_noon.AddHours(1), null, new SchedulePeriod(0, 7)))], minutes: 600));

    [Fact]
    public void A_relative_schedule_counts_from_the_start_of_the_session()
    {
        var relative = new ProfileDefinition { Purpose = ProfilePurpose.TxDefaultProfile, Kind = ProfileKind.Relative, Schedule = Schedule(null, null, new(0, 32), new(3600, 16)) };

        // The session began 40 minutes before noon, so the second period begins 20 minutes after it.
        Assert.Equal([(0, 32m), (20, 16m)], Steps([Default(0, relative)]));
    }

    [Fact]
    public void A_profile_counts_within_its_validity_only()
    {
        var valid = Absolute(new SchedulePeriod(0, 6)) with { ValidFrom = s_noon.AddMinutes(30), ValidTo = s_noon.AddMinutes(90), StackLevel = 1 };

        Assert.Equal([(0, 16m), (30, 6m), (90, 16m)], Steps([Default(0, Absolute(new SchedulePeriod(0, 16))), new(1, valid)]));
    }

    [Fact]
    public void Limits_in_watts_and_amperes_are_compared_in_one_unit()
    {
        var watts = Absolute(new SchedulePeriod(0, 6900)) with { Schedule = Schedule(s_noon, null, new SchedulePeriod(0, 6900)) with { Unit = RateUnit.W } };

        Assert.Equal([(0, 10m)], Steps([Default(0, watts)]));
        Assert.Equal(2300, s_mains.Convert(10, RateUnit.A, RateUnit.W, 1));
    }

    [Fact]
    public void The_charge_point_as_a_whole_draws_what_its_connectors_may_up_to_its_own_limit()
    {
        ConnectorSituation[] connectors = [new(1, null, s_noon), new(2, null, s_noon)];
        PlacedProfile[] profiles =
        [
            new(0, Absolute(new SchedulePeriod(0, 10))),
            new(0, new ProfileDefinition { Purpose = ProfilePurpose.ChargePointMaxProfile, Kind = ProfileKind.Absolute, Schedule = Schedule(s_noon, null, new SchedulePeriod(0, 32)) }),
        ];

        Assert.Equal(20, ExpectedSchedule.Of(profiles, 0, connectors, s_noon, TimeSpan.FromHours(1), RateUnit.A, s_mains).Steps.Single().Limit);
        Assert.Equal(32, ExpectedSchedule.Of([profiles[1]], 0, connectors, s_noon, TimeSpan.FromHours(1), RateUnit.A, s_mains).Steps.Single().Limit);
    }

    [Fact]
    public void Only_what_rounding_does_not_explain_is_a_difference()
    {
        var expected = Line([Default(0, Absolute(new SchedulePeriod(0, 16), new(3600, 10), new(7200, 16)))], s_noon, 180);
        var told = ScheduleLine.Of(Schedule(null, null, new(0, 16.1m), new(3600, 16), new(7200, 16)), s_noon, s_noon, s_noon.AddHours(3));

        Assert.Equal([new ScheduleGap(s_noon.AddHours(1), s_noon.AddHours(2), 10, 16)], ScheduleGap.Between(expected, told));
        Assert.Empty(ScheduleGap.Between(Line([], s_noon, 180), told));
    }

    private static (int Minute, decimal? Limit)[] Steps(PlacedProfile[] profiles, int minutes = 240) =>
        [.. Line(profiles, s_noon, minutes).Steps.Select(step => ((int)(step.From - s_noon).TotalMinutes, step.Limit))];

    private static ScheduleLine Line(PlacedProfile[] profiles, DateTimeOffset from, int minutes) => ExpectedSchedule.Of(
        profiles, 1, [new ConnectorSituation(1, 42, s_noon.AddMinutes(-40))], from, TimeSpan.FromMinutes(minutes), RateUnit.A, s_mains);

    private static PlacedProfile Default(int level, ProfileDefinition profile) => new(1, profile with { StackLevel = level });

    private static ProfileDefinition Absolute(params SchedulePeriod[] periods) =>
        new() { Purpose = ProfilePurpose.TxDefaultProfile, Kind = ProfileKind.Absolute, Schedule = Schedule(s_noon, null, periods) };

    private static ProfileDefinition Session(ProfileSchedule schedule) =>
        new() { Purpose = ProfilePurpose.TxProfile, Kind = ProfileKind.Absolute, Schedule = schedule };

    private static ProfileDefinition Recurring(Recurrency recurrency, DateTimeOffset start, int? duration, params SchedulePeriod[] periods) =>
        new() { Purpose = ProfilePurpose.TxDefaultProfile, Kind = ProfileKind.Recurring, Recurrency = recurrency, Schedule = Schedule(start, duration, periods) };

    private static ProfileSchedule Schedule(DateTimeOffset? start, int? duration, params SchedulePeriod[] periods) =>
        new() { Unit = RateUnit.A, StartAt = start, Duration = duration, Periods = [.. periods] };
}

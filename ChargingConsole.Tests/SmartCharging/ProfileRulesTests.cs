using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Tests.SmartCharging;

public sealed class ProfileRulesTests
{
    private static readonly ProfileDefinition s_good = new()
    {
        Purpose = ProfilePurpose.TxDefaultProfile,
        Kind = ProfileKind.Recurring,
        Recurrency = Recurrency.Daily,
        Schedule = new ProfileSchedule
        {
            Unit = RateUnit.A,
            Duration = 86_400,
            StartAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Periods = [new(0, 16m), new(28_800, 6.5m, 1), new(72_000, 16m)],
        },
    };

    public static TheoryData<string, ProfileDefinition> Bad => new()
    {
        { "stack_level", s_good with { StackLevel = -1 } },
        { "valid_to", s_good with { ValidFrom = s_good.Schedule.StartAt, ValidTo = s_good.Schedule.StartAt } },
        { "recurrency_kind", s_good with { Recurrency = null } },
        { "recurrency_kind", s_good with { Kind = ProfileKind.Absolute } },
        { "schedule.start_schedule", With(schedule => schedule with { StartAt = null }) },
        { "schedule.start_schedule", s_good with { Kind = ProfileKind.Relative, Recurrency = null } },
        { "schedule.duration", With(schedule => schedule with { Duration = 0, Periods = [new(0, 16m)] }) },
        { "schedule.min_charging_rate", With(schedule => schedule with { MinChargingRate = 6.05m }) },
        { "schedule.periods", With(schedule => schedule with { Periods = [] }) },
        { "schedule.periods[0].start_period", With(schedule => schedule with { Periods = [new(60, 16m)] }) },
        { "schedule.periods[1].start_period", With(schedule => schedule with { Periods = [new(0, 16m), new(0, 8m)] }) },
        { "schedule.periods[1].start_period", With(schedule => schedule with { Duration = 3600, Periods = [new(0, 16m), new(3600, 8m)] }) },
        { "schedule.periods[1].start_period", With(schedule => schedule with { Duration = null, Periods = [new(0, 16m), new(86_400, 8m)] }) },
        { "schedule.periods[0].limit", With(schedule => schedule with { Periods = [new(0, 16.05m)] }) },
        { "schedule.periods[0].limit", With(schedule => schedule with { Periods = [new(0, -1m)] }) },
        { "schedule.periods[0].number_phases", With(schedule => schedule with { Periods = [new(0, 16m, 4)] }) },
    };

    [Fact]
    public void A_profile_of_the_specification_is_let_through() => Assert.Empty(ProfileRules.Check(s_good));

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void What_the_specification_forbids_is_named_by_member(string member, ProfileDefinition profile) =>
        Assert.Equal(member, Assert.Single(ProfileRules.Check(profile)).Member);

    [Theory]
    [InlineData(ProfilePurpose.ChargePointMaxProfile, 1, false)]
    [InlineData(ProfilePurpose.TxProfile, 0, true)]
    [InlineData(ProfilePurpose.TxProfile, 1, false)]
    public void A_profile_goes_only_where_its_purpose_belongs(ProfilePurpose purpose, int connector, bool charging) =>
        Assert.NotNull(ProfileRules.CheckPlace(purpose, connector, charging));

    [Theory]
    [InlineData(ProfilePurpose.ChargePointMaxProfile, 0, false)]
    [InlineData(ProfilePurpose.TxDefaultProfile, 0, false)]
    [InlineData(ProfilePurpose.TxDefaultProfile, 2, false)]
    [InlineData(ProfilePurpose.TxProfile, 1, true)]
    public void Every_purpose_has_a_place(ProfilePurpose purpose, int connector, bool charging) =>
        Assert.Null(ProfileRules.CheckPlace(purpose, connector, charging));

    [Fact]
    public void A_profile_is_written_in_the_order_of_the_specification_without_nulls_and_read_back_the_same()
    {
        var text = ProfileText.SetRequest(1, s_good, 7, null);

        Assert.Equal(
            """{"connectorId":1,"csChargingProfiles":{"chargingProfileId":7,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Recurring","recurrencyKind":"Daily","chargingSchedule":{"duration":86400,"startSchedule":"2026-01-01T00:00:00.000Z","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16},{"startPeriod":28800,"limit":6.5,"numberPhases":1},{"startPeriod":72000,"limit":16}]}}}""",
            text);
        var again = ProfileText.Read(ProfileText.Write(s_good with { ValidTo = s_good.Schedule.StartAt, StackLevel = 3 }))!;
        Assert.Equal((3, s_good.Schedule.StartAt, s_good.Recurrency), (again.StackLevel, again.ValidTo, again.Recurrency));
        Assert.Equal<IEnumerable<SchedulePeriod>>(s_good.Schedule.Periods, again.Schedule.Periods);
    }

    private static ProfileDefinition With(Func<ProfileSchedule, ProfileSchedule> change) => s_good with { Schedule = change(s_good.Schedule) };
}

namespace ChargingConsole.Core.SmartCharging;

/// <summary>One form of limit.</summary>
/// <param name="Purpose">The purpose of its profile.</param>
/// <param name="OnConnector">Whether it goes to the connector itself, rather than to connector 0.</param>
/// <param name="Unit">The unit of its limit.</param>
/// <param name="Kind">The kind of its profile.</param>
public readonly record struct LimitRung(ProfilePurpose Purpose, bool OnConnector, RateUnit Unit, ProfileKind Kind);

/// <summary>
/// The forms of limit in the order in which they are tried. Chargers differ: some take a limit on connector 0
/// only, some in watts only, some only relative to the start of the session.
/// </summary>
public static class LimitLadder
{
    private static readonly (ProfilePurpose Purpose, bool OnConnector)[] s_connector =
        [(ProfilePurpose.TxDefaultProfile, true), (ProfilePurpose.TxDefaultProfile, false), (ProfilePurpose.ChargePointMaxProfile, false)];

    private static readonly (ProfilePurpose Purpose, bool OnConnector)[] s_session = [(ProfilePurpose.TxProfile, true), .. s_connector];

    private static readonly (ProfilePurpose Purpose, bool OnConnector)[] s_whole =
        [(ProfilePurpose.ChargePointMaxProfile, false), (ProfilePurpose.TxDefaultProfile, false)];

    /// <summary>The rungs for a situation.</summary>
    /// <param name="situation">What is to be limited.</param>
    /// <param name="asked">The unit that was asked for, which is tried before the other.</param>
    /// <param name="recipes">What this charge point took before, the latest first.</param>
    public static IReadOnlyList<LimitRung> Of(LimitSituation situation, RateUnit asked, IReadOnlyList<LimitRecipeRow> recipes)
    {
        var places = situation switch
        {
            LimitSituation.Session => s_session,
            LimitSituation.WholeCharger => s_whole,
            _ => s_connector,
        };

        // What was learned in another situation tells the unit and the kind; the place is learned for each.
        var known = recipes.FirstOrDefault(recipe => recipe.Situation == situation) ?? (recipes.Count > 0 ? recipes[0] : null);
        RateUnit[] units = known?.Unit is { } unit && unit != asked ? [unit, asked] : asked == RateUnit.A ? [RateUnit.A, RateUnit.W] : [RateUnit.W, RateUnit.A];
        ProfileKind[] kinds = known?.Kind == ProfileKind.Relative ? [ProfileKind.Relative, ProfileKind.Absolute] : [ProfileKind.Absolute, ProfileKind.Relative];
        var rungs = from place in places
                    from tried in units
                    from kind in kinds
                    select new LimitRung(place.Purpose, place.OnConnector, tried, kind);
        return recipes.FirstOrDefault(recipe => recipe.Situation == situation) is { } worked
            ? [.. rungs.OrderByDescending(rung => (rung.Purpose, rung.OnConnector) == (worked.Purpose, worked.OnConnector))]
            : [.. rungs];
    }
}

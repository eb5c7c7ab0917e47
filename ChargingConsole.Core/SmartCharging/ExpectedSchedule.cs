namespace ChargingConsole.Core.SmartCharging;

/// <summary>A profile and the connector it is installed on.</summary>
/// <param name="ConnectorId">The connector; 0 is the charge point.</param>
/// <param name="Definition">What it says.</param>
/// <param name="TransactionId">The session it belongs to, of a TxProfile.</param>
public readonly record struct PlacedProfile(int ConnectorId, ProfileDefinition Definition, int? TransactionId = null);

/// <summary>A connector and the session on it.</summary>
/// <param name="ConnectorId">The connector, from 1.</param>
/// <param name="TransactionId">The open session; null without one.</param>
/// <param name="Began">When the session began, UTC; without one, when one may begin.</param>
public readonly record struct ConnectorSituation(int ConnectorId, int? TransactionId, DateTimeOffset Began);

/// <summary>
/// What the profiles installed on a charge point come to (OCPP 1.6 §3.13.2, §3.13.3): within a purpose the
/// highest stack level that is in force leads; a TxProfile overrules the TxDefaultProfile; the lowest of
/// that and the ChargePointMaxProfile holds.
/// </summary>
public static class ExpectedSchedule
{
    /// <summary>The limits of one connector, or of the whole charge point for connector 0.</summary>
    /// <param name="profiles">What is installed.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="connectors">All connectors.</param>
    /// <param name="from">The first moment, UTC.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="unit">The unit to tell it in.</param>
    /// <param name="mains">What amperes are worth in watts.</param>
    public static ScheduleLine Of(
        IReadOnlyCollection<PlacedProfile> profiles, int connectorId, IReadOnlyCollection<ConnectorSituation> connectors, DateTimeOffset from, TimeSpan duration, RateUnit unit, Mains mains)
    {
        var to = from + duration;
        var situations = connectorId == 0 ? connectors : [.. connectors.Where(connector => connector.ConnectorId == connectorId).DefaultIfEmpty(new(connectorId, null, from)).Take(1)];
        var changes = profiles.SelectMany(profile => situations.Select(connector => connector.Began).Append(from).Distinct()
            .SelectMany(began => ProfileTimeline.Changes(profile.Definition, from, to, began)));
        return ScheduleLine.Trace(from, to, unit, changes, moment =>
        {
            var whole = Leading(profiles, ProfilePurpose.ChargePointMaxProfile, 0, moment, from, unit, mains);
            var session = connectorId == 0
                ? Together(profiles, situations, moment, unit, mains)
                : OfSession(profiles, situations.First(), moment, unit, mains);
            return Lowest(moment, whole, session);
        });
    }

    private static ScheduleStep? OfSession(IReadOnlyCollection<PlacedProfile> profiles, ConnectorSituation connector, DateTimeOffset moment, RateUnit unit, Mains mains)
    {
        var own = connector.TransactionId is { } session
            ? Leading([.. profiles.Where(profile => profile.TransactionId is not { } other || other == session)], ProfilePurpose.TxProfile, connector.ConnectorId, moment, connector.Began, unit, mains)
            : null;
        // What is set for one connector goes before what is set for all of them.
        return own
            ?? Leading(profiles, ProfilePurpose.TxDefaultProfile, connector.ConnectorId, moment, connector.Began, unit, mains)
            ?? Leading(profiles, ProfilePurpose.TxDefaultProfile, 0, moment, connector.Began, unit, mains);
    }

    /// <summary>What the connectors may draw together; no limit when one of them has none.</summary>
    private static ScheduleStep? Together(IReadOnlyCollection<PlacedProfile> profiles, IReadOnlyCollection<ConnectorSituation> connectors, DateTimeOffset moment, RateUnit unit, Mains mains)
    {
        decimal sum = 0;
        foreach (var connector in connectors)
        {
            if (OfSession(profiles, connector, moment, unit, mains)?.Limit is not { } limit)
            {
                return null;
            }

            sum += limit;
        }

        return connectors.Count == 0 ? null : new ScheduleStep(moment, sum);
    }

    private static ScheduleStep? Leading(
        IReadOnlyCollection<PlacedProfile> profiles, ProfilePurpose purpose, int connectorId, DateTimeOffset moment, DateTimeOffset began, RateUnit unit, Mains mains)
    {
        ScheduleStep? leading = null;
        var level = -1;
        foreach (var profile in profiles)
        {
            var definition = profile.Definition;
            if (definition.Purpose == purpose && profile.ConnectorId == connectorId && definition.StackLevel > level
                && ProfileTimeline.At(definition, moment, began) is { } period)
            {
                level = definition.StackLevel;
                leading = new ScheduleStep(moment, mains.Convert(period.Limit, definition.Schedule.Unit, unit, period.Phases), period.Phases);
            }
        }

        return leading;
    }

    private static ScheduleStep Lowest(DateTimeOffset moment, ScheduleStep? one, ScheduleStep? other) =>
        (one, other) switch
        {
            ({ Limit: { } a }, { Limit: { } b }) => a < b ? one.Value : other.Value,
            ({ } only, null) => only,
            (null, { } only) => only,
            _ => new ScheduleStep(moment, null),
        };
}

using System.Globalization;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Limits in an operator's words.</summary>
public static class LimitWords
{
    /// <summary>What a form of limit reaches: this session, this connector, the whole charger.</summary>
    public static string Scope(ProfilePurpose purpose, int connectorId) => (purpose, connectorId) switch
    {
        (ProfilePurpose.TxProfile, _) => "this session",
        (ProfilePurpose.TxDefaultProfile, > 0) => string.Create(CultureInfo.InvariantCulture, $"connector {connectorId}"),
        (ProfilePurpose.TxDefaultProfile, _) => "every connector",
        _ => "the whole charger",
    };

    /// <summary>A try in words, for those who watch.</summary>
    public static string Try(LimitRung rung, int connectorId) => string.Create(
        CultureInfo.InvariantCulture, $"{rung.Purpose} on connector {connectorId}, in {(rung.Unit == RateUnit.A ? "amperes" : "watts")}, {(rung.Kind == ProfileKind.Relative ? "relative" : "absolute")}");

    internal static string Set(LimitAttempt attempt, LimitCheck check, decimal? told)
    {
        var limit = LimitAmount.Tell(attempt.Limit, attempt.Rung.Unit);
        var scope = Scope(attempt.Rung.Purpose, attempt.ConnectorId);
        return check switch
        {
            LimitCheck.Took => $"Limited to {limit} for {scope}. The charger's schedule confirms it.",
            LimitCheck.Lower => $"Limited to {limit} for {scope}. The charger's schedule is lower still, {LimitAmount.Tell(told ?? 0, attempt.Rung.Unit)}: another profile holds it back.",
            LimitCheck.Higher => told is { } higher
                ? $"The charger accepted {limit} for {scope}, but its schedule says {LimitAmount.Tell(higher, attempt.Rung.Unit)}. Watch the power."
                : $"The charger accepted {limit} for {scope}, but its schedule has no limit. Watch the power.",
            _ => $"The charger accepted {limit} for {scope}. It does not tell its schedule, so watch the power.",
        };
    }
}

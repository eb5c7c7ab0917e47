using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>What form of limit each charge point took, in memory.</summary>
public sealed class LimitMemory
{
    private readonly ConcurrentDictionary<(int ChargePointKey, LimitSituation Situation), LimitRecipeRow> _recipes = new();

    /// <summary>The form that worked in this situation; null when none did yet.</summary>
    public LimitRecipeRow? Find(ChargePoint chargePoint, LimitSituation situation) => _recipes.GetValueOrDefault((chargePoint.Key, situation));

    /// <summary>All forms that worked, the latest first.</summary>
    public IReadOnlyList<LimitRecipeRow> Of(ChargePoint chargePoint) =>
    [
        .. Enum.GetValues<LimitSituation>().Select(situation => Find(chargePoint, situation)).OfType<LimitRecipeRow>().OrderByDescending(recipe => recipe.WorkedAt),
    ];

    internal void Put(LimitRecipeRow recipe) => _recipes[(recipe.ChargePointKey, recipe.Situation)] = recipe;
}

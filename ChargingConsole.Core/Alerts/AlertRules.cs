using System.Collections.Immutable;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Alerts;

/// <summary>The rules as they hold: changed on disk first, then here.</summary>
public sealed class AlertRules(CommitQueue commits, AuditTrail trail)
{
    private ImmutableDictionary<AlertKind, AlertRuleRow> _rules = AlertKinds.All.ToImmutableDictionary(known => known.Kind, known => known.Rule);

    /// <summary>The rule of a kind.</summary>
    public AlertRuleRow this[AlertKind kind] => _rules[kind];

    /// <summary>Whether the rule of a kind is on.</summary>
    public bool IsOn(AlertKind kind) => _rules[kind].IsEnabled;

    /// <summary>Whether the rule of a kind is on and is meant for this charge point.</summary>
    public bool IsFor(AlertKind kind, ChargePoint chargePoint)
    {
        var rule = _rules[kind];
        if (!rule.IsEnabled || rule.Only is null)
        {
            return rule.IsEnabled;
        }

        var (id, location) = (chargePoint.Id, chargePoint.State.Row.Location);
        return rule.Only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(part =>
            id.Contains(part, StringComparison.OrdinalIgnoreCase) || location?.Contains(part, StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>What is wrong with a rule: a member and a sentence; null when it can be kept.</summary>
    public static (string Member, string Message)? Fault(AlertRuleRow rule)
    {
        var known = AlertKinds.Of(rule.Kind);
        return !double.IsFinite(rule.Threshold) || rule.Threshold < known.Least || rule.Threshold > known.Most ? ("threshold", $"threshold must be from {known.Least} to {known.Most} {known.Unit}.")
            : rule.CalmSeconds is < 0 or > 86_400 ? ("calm_seconds", "calm_seconds must be from 0 to 86400.")
            : rule.Only is { Length: > 500 } ? ("only", "only is longer than 500 characters.")
            : null;
    }

    /// <summary>Changes a rule; it counts from the next look on.</summary>
    /// <exception cref="ArgumentException"><see cref="Fault"/> says what is wrong with it.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task ChangeAsync(AlertRuleRow rule, Actor by)
    {
        if (Fault(rule) is { } fault)
        {
            throw new ArgumentException(fault.Message, nameof(rule));
        }

        var changed = rule with { Only = string.IsNullOrWhiteSpace(rule.Only) ? null : rule.Only.Trim() };
        var unit = new UnitOfWork();
        unit.Upsert(changed);
        trail.Note(unit, by, AuditWords.AlertRuleChanged, changed.Kind.ToString(), _rules[rule.Kind], changed);
        await commits.CommitAsync(unit);
        Load(changed);
    }

    internal void Load(AlertRuleRow rule) => ImmutableInterlocked.Update(ref _rules, static (rules, changed) => rules.SetItem(changed.Kind, changed), rule);
}

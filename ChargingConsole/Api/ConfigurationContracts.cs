using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Api;

/// <summary>A charger's configuration; HTTP 200 also when the charger could not be asked, since the mobile app shows the message only then.</summary>
/// <param name="Success">Whether there is anything to tell.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="Configuration">The keys, by name.</param>
/// <param name="UnknownKeys">The keys that the charger said it does not know.</param>
/// <param name="ReadAt">When any of the keys was last told, UTC.</param>
/// <param name="Code">The outcome as a stable word.</param>
internal sealed record ConfigurationContract(
    bool Success, string Message, IReadOnlyList<ConfigurationKeyContract> Configuration, IReadOnlyList<string> UnknownKeys, DateTimeOffset? ReadAt, string Code)
{
    public static ConfigurationContract Refused(string code, string message) => new(false, message, [], [], null, code);
}

/// <summary>One configuration key.</summary>
/// <param name="Key">The key as the charger spells it.</param>
/// <param name="Readonly">Whether it can only be read; null when the charger never told.</param>
/// <param name="Value">The value; "(hidden)" for a secret that is set.</param>
/// <param name="ReadAt">When the charger last told it, UTC.</param>
/// <param name="ChangedAt">When its value last became another, UTC.</param>
/// <param name="RebootRequired">Whether the value works only after the next reboot.</param>
/// <param name="IsSecret">Whether the value is hidden.</param>
/// <param name="Meaning">What the specification says it does; null for a vendor's own key.</param>
/// <param name="Unit">The unit of a number.</param>
internal sealed record ConfigurationKeyContract(
    string Key, bool? Readonly, string? Value, DateTimeOffset ReadAt, DateTimeOffset? ChangedAt, bool RebootRequired, bool IsSecret, string? Meaning, string? Unit)
{
    public static ConfigurationKeyContract From(ChargePoint chargePoint, ConfigurationKeyRow row)
    {
        var known = KnownKeys.Find(row.Key);
        return new(
            row.Key, row.IsReadonly, row.Value, row.ReadAt, row.ChangedAt, ConfigurationBook.NeedsReboot(chargePoint, row), Secrets.IsSecret(row.Key), known?.Meaning, known?.Unit);
    }
}

/// <summary>A value to set.</summary>
internal sealed record ConfigurationChangeBody : ICheckedBody
{
    /// <summary>The key, at most 50 characters.</summary>
    public string? Key { get; init; }

    /// <summary>The value as text, at most 500 characters.</summary>
    public string? Value { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        if (KnownKeys.Fault(Key, Value) is { } fault)
        {
            violations.Require(false, fault.Member, fault.Message[(fault.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd('.'));
        }
    }
}

/// <summary>What came of setting a value; HTTP 200 also for a refusal.</summary>
/// <param name="Success">Whether the charger took it.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="Status">The charger's own status; null when it gave none.</param>
/// <param name="RebootRequired">Whether it works only after the next reboot.</param>
/// <param name="Code">The outcome as a stable word.</param>
/// <param name="CommandId">The recorded command; null when nothing was asked of the charger.</param>
/// <param name="Key">The key.</param>
internal sealed record ConfigurationChangeAnswer(bool Success, string Message, string? Status, bool RebootRequired, string Code, long? CommandId, string Key)
{
    public static ConfigurationChangeAnswer From(KeyOutcome outcome) =>
        new(outcome.Success, outcome.Message, outcome.Status, outcome is { Success: true, NeedsReboot: true }, outcome.Code, outcome.CommandId, outcome.Key);
}

/// <summary>One change in a charger's history.</summary>
internal sealed record ConfigurationHistoryContract(
    long Id, DateTimeOffset At, string Key, string Kind, string? OldValue, string? NewValue, string By, long? CommandId)
{
    public static ConfigurationHistoryContract From(ConfigurationChangeRow row) =>
        new(row.Id, row.At, row.Key, Words.Of(row.Kind), row.OldValue, row.NewValue, row.By, row.CommandId);
}

/// <summary>One key in which two configurations differ; <c>left</c> is the earlier time or this charger, <c>right</c> the later one or the other charger.</summary>
internal sealed record ConfigurationDifferenceContract(string Key, string? Left, string? Right, bool InLeft, bool InRight)
{
    public static ConfigurationDifferenceContract From(KeyDifference difference) =>
        new(difference.Key, difference.Left, difference.Right, difference.IsInLeft, difference.IsInRight);
}

/// <summary>A named set of keys and values.</summary>
internal sealed record ConfigurationTemplateContract(
    string Name, string? Description, IReadOnlyList<TemplateValue> Values, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static ConfigurationTemplateContract From(ConfigurationTemplate template) => new(
        template.Name,
        template.Description,
        [.. template.Values.Select(pair => new TemplateValue { Key = pair.Key, Value = pair.Value })],
        template.CreatedAt,
        template.ChangedAt,
        template.ChangedBy);
}

/// <summary>One key and value of a template.</summary>
internal sealed record TemplateValue
{
    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>The value as text.</summary>
    public string? Value { get; init; }
}

/// <summary>What a template is to be.</summary>
internal sealed record ConfigurationTemplateBody : ICheckedBody
{
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The keys and values in the order in which they are sent.</summary>
    public IReadOnlyList<TemplateValue>? Values { get; init; }

    /// <summary>The template of this name; only after the check.</summary>
    public ConfigurationTemplate Named(string name) => new()
    {
        Name = name,
        Description = Description,
        Values = [.. Values!.Select(pair => KeyValuePair.Create(pair.Key!.Trim(), pair.Value!))],
    };

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Values is not null, "values", "is required");
        violations.Require(Values is null || Values.All(pair => pair is { Key: not null, Value: not null }), "values", "has an element without key or value");
    }
}

/// <summary>Which template to apply.</summary>
internal sealed record ConfigurationApplyBody : ICheckedBody
{
    /// <summary>The template's name.</summary>
    public string? Template { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(!string.IsNullOrWhiteSpace(Template), "template", "is required");
}

/// <summary>What came of applying a template.</summary>
/// <param name="Success">Whether the charger took every value.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="RebootRequired">Whether any value works only after the next reboot.</param>
/// <param name="Results">Each key that was tried, in order.</param>
internal sealed record ConfigurationApplyAnswer(bool Success, string Message, bool RebootRequired, IReadOnlyList<ConfigurationChangeAnswer> Results);

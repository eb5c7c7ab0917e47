using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Api;

/// <summary>Something that needs an operator.</summary>
/// <param name="AlertId">Ascends with time.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Severity">warning or critical.</param>
/// <param name="State">open, acknowledged or resolved.</param>
/// <param name="Subject">What it is about; a connector stands behind a slash.</param>
/// <param name="ChargePointId">The charger; null when it is about none.</param>
/// <param name="Message">What it tells, in English.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="AcknowledgedAt">When an operator took it on, UTC.</param>
/// <param name="AcknowledgedBy">Who took it on.</param>
/// <param name="Note">What the operator noted.</param>
/// <param name="ResolvedAt">When the condition was gone, UTC.</param>
internal sealed record AlertContract(
    long AlertId, string Kind, string Severity, string State, string Subject, string? ChargePointId, string Message, DateTimeOffset RaisedAt,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note, DateTimeOffset? ResolvedAt)
{
    public static AlertContract From(AlertRow row, Fleet fleet) => new(
        row.Id, Words.Of(row.Kind), Words.Of(AlertKinds.Of(row.Kind).Severity), Words.Of(row.State), row.Subject, row.ChargePointKey is { } key ? fleet.Find(key)?.Id : null,
        AlertKinds.English(row), row.RaisedAt, row.AcknowledgedAt, row.AcknowledgedBy, row.Note, row.ResolvedAt);
}

/// <summary>What an operator notes on taking an alert on.</summary>
internal sealed record AcknowledgeBody : ICheckedBody
{
    /// <summary>A note for the others.</summary>
    public string? Note { get; init; }

    public void Check(Violations violations) => violations.Require(Note is null or { Length: <= 1000 }, "note", "must not be longer than 1000 characters");
}

/// <summary>When an alert of a kind is raised and resolved.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsEnabled">Whether it is looked for.</param>
/// <param name="Threshold">The limit.</param>
/// <param name="Unit">The limit's unit.</param>
/// <param name="CalmSeconds">For how long the condition has to be gone.</param>
/// <param name="Only">Only chargers whose identity or location contains one of these, separated by commas.</param>
internal sealed record AlertRuleContract(string Kind, string Title, bool IsEnabled, double Threshold, string Unit, int CalmSeconds, string? Only)
{
    public static AlertRuleContract From(AlertRuleRow rule) =>
        new(Words.Of(rule.Kind), AlertKinds.Of(rule.Kind).Title, rule.IsEnabled, rule.Threshold, AlertKinds.Of(rule.Kind).Unit, rule.CalmSeconds, rule.Only);
}

/// <summary>What a rule is to be; what is absent becomes the default.</summary>
internal sealed record AlertRuleBody : ICheckedBody
{
    /// <summary>Whether it is looked for; true when absent.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>The limit in the kind's unit.</summary>
    public double? Threshold { get; init; }

    /// <summary>For how long the condition has to be gone before the alert resolves, in seconds.</summary>
    public int? CalmSeconds { get; init; }

    /// <summary>Only chargers whose identity or location contains one of these, separated by commas.</summary>
    public string? Only { get; init; }

    public void Check(Violations violations)
    {
        // The limits differ by kind, which stands in the path.
    }

    public AlertRuleRow ToRule(AlertKind kind)
    {
        var standard = AlertKinds.Of(kind).Rule;
        return standard with { IsEnabled = IsEnabled ?? true, Threshold = Threshold ?? standard.Threshold, CalmSeconds = CalmSeconds ?? standard.CalmSeconds, Only = Only };
    }
}

/// <summary>Where alerts are sent.</summary>
/// <param name="Url">The address; null while there is none.</param>
/// <param name="IsEnabled">Whether anything is sent.</param>
/// <param name="Waiting">How many messages have not arrived.</param>
/// <param name="LastOutcome">What came of the last try since the start.</param>
/// <param name="Secret">The new secret, told this once.</param>
internal sealed record WebhookContract(string? Url, bool IsEnabled, int Waiting, string? LastOutcome, string? Secret)
{
    public static WebhookContract From(WebhookOutbox outbox, string? secret = null) =>
        new(outbox.Webhook?.Url, outbox.Webhook?.IsEnabled ?? false, outbox.Waiting, outbox.LastOutcome, secret);
}

/// <summary>Where alerts are to be sent.</summary>
internal sealed record WebhookBody : ICheckedBody
{
    /// <summary>The address.</summary>
    public string? Url { get; init; }

    /// <summary>Whether anything is sent; true when absent.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>Whether a new secret takes the place of the old one.</summary>
    public bool? NewSecret { get; init; }

    public void Check(Violations violations) => violations.Require(!string.IsNullOrEmpty(Url), "url", "is required");
}

/// <summary>What came of a test message.</summary>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Answer">Its status and the beginning of its answer, or why there is none.</param>
internal sealed record WebhookTestContract(bool Delivered, string Answer);

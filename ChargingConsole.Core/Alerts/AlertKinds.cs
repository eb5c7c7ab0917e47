using System.Globalization;

namespace ChargingConsole.Core.Alerts;

/// <summary>What is the same for every alert of a kind: limits, severity, words.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="IsOfCharger">Whether it is about a charger, and not about the server.</param>
/// <param name="Standard">The threshold while nobody set another.</param>
/// <param name="Least">The lowest threshold.</param>
/// <param name="Most">The highest threshold.</param>
/// <param name="Unit">The unit of the threshold.</param>
/// <param name="Title">What it is called, in English.</param>
/// <param name="Sentence">What it tells, in English: {0} the subject, {1} the value, {2} words of the charger.</param>
public sealed record AlertKinds(AlertKind Kind, AlertSeverity Severity, bool IsOfCharger, double Standard, double Least, double Most, string Unit, string Title, string Sentence)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<AlertKinds> All { get; } =
    [
        new(AlertKind.Offline, AlertSeverity.Critical, true, 10, 1, 10_080, "min", "Charger offline", "{0} has not been connected for more than {1} min."),
        new(AlertKind.Faulted, AlertSeverity.Critical, true, 1, 0, 1_440, "min", "Connector faulted", "{0} reports a fault: {2}."),
        new(AlertKind.Unresponsive, AlertSeverity.Critical, true, 2, 0, 1_440, "min", "Charger does not answer", "{0} is connected and does not answer requests."),
        new(AlertKind.RejectedConnections, AlertSeverity.Warning, false, 5, 1, 1_000, "×", "Connections rejected", "{0} was rejected {1} times within ten minutes: {2}"),
        new(AlertKind.StuckSession, AlertSeverity.Warning, true, 24, 1, 720, "h", "Session without end", "Session {2} on {0} has been running for more than {1} h."),
        new(AlertKind.FirmwareFailed, AlertSeverity.Warning, true, 24, 1, 720, "h", "Firmware update failed", "The firmware update of {0} failed: {2}."),
        new(AlertKind.ClockSkew, AlertSeverity.Warning, true, 10, 1, 10_080, "min", "Clock is wrong", "The clock of {0} is off by {1} min."),
        new(AlertKind.Quirks, AlertSeverity.Warning, true, 200, 1, 100_000, "/h", "Many deviations", "{0} sent {1} frames within an hour that deviate from the specification."),
        new(AlertKind.CutOff, AlertSeverity.Warning, true, 60, 1, 10_080, "min", "Connection cut", "The connection of {0} was cut: {2}"),
        new(AlertKind.Database, AlertSeverity.Critical, false, 10, 1, 3_600, "s", "Database trouble", "The database does not take what is written."),
        new(AlertKind.JournalGap, AlertSeverity.Warning, false, 1, 1, 1_000_000, "×", "Journal has a gap", "The journal lost {1} frames within ten minutes."),
        new(AlertKind.DiskSpace, AlertSeverity.Critical, false, 1_024, 1, 10_000_000, "MiB", "Disk nearly full", "Only {1} MiB are free where the database is."),
    ];

    /// <summary>Those of a kind.</summary>
    public static AlertKinds Of(AlertKind kind) => All.First(known => known.Kind == kind);

    /// <summary>The rule while nobody made another.</summary>
    public AlertRuleRow Rule => new() { Kind = Kind, Threshold = Standard };

    /// <summary>The sentence of an alert in English, for programs.</summary>
    public static string English(AlertRow row) => string.Format(CultureInfo.InvariantCulture, Of(row.Kind).Sentence, Arguments(row));

    /// <summary>What the sentence is filled with, for any language.</summary>
    public static object[] Arguments(AlertRow row) => [row.Subject, Math.Round(row.Value ?? 0), row.Words ?? "-"];
}

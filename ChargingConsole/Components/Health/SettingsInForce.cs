using System.Collections;
using System.Globalization;
using ChargingConsole.Auth;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Security;
using ChargingConsole.Hosting;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Components.Health;

/// <summary>The settings in force by their names in the configuration; the values of secrets are hidden.</summary>
internal static class SettingsInForce
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(IServiceProvider services) =>
    [
        .. Section<OcppOptions>(services, "Ocpp"),
        .. Section<LimitOptions>(services, "Ocpp:Limits"),
        .. Section<ChargingOptions>(services, "Charging"),
        .. Section<JournalOptions>(services, "Journal"),
        .. Section<AuditOptions>(services, "Audit"),
        .. Section<AlertOptions>(services, "Alerts"),
        .. Section<JobsOptions>(services, "Jobs"),
        .. Section<FirmwareOptions>(services, "Firmware"),
        .. Section<SecurityOptions>(services, "Security"),
        .. Section<AccessOptions>(services, "Access"),
        .. Section<KeyRingOptions>(services, "DataProtection"),
        .. Section<ProxyOptions>(services, "Proxies"),
        .. Section<TelemetryOptions>(services, "OpenTelemetry"),
    ];

    private static IEnumerable<(string Name, string Value)> Section<T>(IServiceProvider services, string section)
        where T : class, new()
    {
        var options = services.GetService<IOptions<T>>()?.Value ?? new T();
        return from property in typeof(T).GetProperties()
               where property.CanRead && property.GetIndexParameters().Length == 0
               let value = property.GetValue(options)
               select ($"{section}:{property.Name}", IsSecret(property.Name) && value is string { Length: > 0 } ? Secrets.Hidden : Text(value));
    }

    private static bool IsSecret(string name) =>
        Secrets.IsSecret(name) || name.EndsWith("Key", StringComparison.Ordinal) || name.Contains("Token", StringComparison.Ordinal) || name.Contains("Headers", StringComparison.Ordinal);

    // A list of things is told by how many there are: each may hold a secret of its own.
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable<string> texts => string.Join(", ", texts),
        ICollection many => string.Create(CultureInfo.InvariantCulture, $"({many.Count})"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

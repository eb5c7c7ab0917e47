using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ChargingConsole.Auth;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Security;
using ChargingConsole.Hosting;

namespace ChargingConsole.Tests.Architecture;

public sealed class DocumentationTests
{
    private static readonly string s_operations = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "operations.md"));

    [Theory]
    [InlineData("Database", typeof(DatabaseOptions))]
    [InlineData("Ocpp", typeof(OcppOptions))]
    [InlineData("Ocpp:Limits", typeof(LimitOptions))]
    [InlineData("Ocpp:Tls", typeof(OcppTlsOptions))]
    [InlineData("Charging", typeof(ChargingOptions))]
    [InlineData("Journal", typeof(JournalOptions))]
    [InlineData("Jobs", typeof(JobsOptions))]
    [InlineData("Firmware", typeof(FirmwareOptions))]
    [InlineData("Security", typeof(SecurityOptions))]
    [InlineData("Demo", typeof(DemoOptions))]
    [InlineData("OpenTelemetry", typeof(TelemetryOptions))]
    [InlineData("OpenTelemetry:Otlp", typeof(OtlpOptions))]
    [InlineData("Access:Keys:0", typeof(AccessKeyOptions))]
    [InlineData("Access:Limits", typeof(RequestLimitOptions))]
    public void Every_option_is_in_the_handbook_with_its_default_and_range(string section, Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        foreach (var option in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"{option.GetValue(defaults)}");
            var range = option.GetCustomAttribute<RangeAttribute>() is { } limits
                ? string.Create(CultureInfo.InvariantCulture, $"{limits.Minimum:N0} to {limits.Maximum:N0}")
                : "";

            Assert.Contains($"| `{section}:{option.Name}` | `{value}` | {range}", s_operations, StringComparison.Ordinal);
        }
    }
}

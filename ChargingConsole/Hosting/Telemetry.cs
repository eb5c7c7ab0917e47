using ChargingConsole.Auth;
using ChargingConsole.Core.Metrics;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChargingConsole.Hosting;

/// <summary>Exports the meter and the traces of the core; what nobody is configured to read is not even counted.</summary>
internal static class Telemetry
{
    /// <summary>Where Prometheus reads.</summary>
    public const string Path = "/metrics";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration("OpenTelemetry").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<OtlpOptions>().BindConfiguration("OpenTelemetry:Otlp").ValidateDataAnnotations().ValidateOnStart();
        var options = Options(builder.Configuration);
        var otlp = builder.Configuration.GetSection("OpenTelemetry:Otlp").Get<OtlpOptions>() ?? new OtlpOptions();
        var collector = Uri.TryCreate(otlp.Endpoint, UriKind.Absolute, out var endpoint) ? endpoint : null;
        if (!options.Prometheus && collector is null)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("ChargingConsole", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(ChargingMeter.Name, "System.Runtime");
                if (options.Prometheus)
                {
                    metrics.AddPrometheusExporter();
                }

                if (collector is not null)
                {
                    metrics.AddOtlpExporter(exporter => Send(exporter, collector, otlp.Protocol, "v1/metrics"));
                }
            });
        if (collector is not null && options.TraceRatio > 0)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(ChargingTrace.Name)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)))
                .AddOtlpExporter(exporter => Send(exporter, collector, otlp.Protocol, "v1/traces")));
        }
    }

    public static void MapMetrics(this WebApplication app)
    {
        if (Options(app.Configuration).Prometheus)
        {
            app.MapPrometheusScrapingEndpoint(Path).RequireAuthorization(Policies.Viewer);
        }
    }

    private static TelemetryOptions Options(IConfiguration configuration) => configuration.GetSection("OpenTelemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();

    private static void Send(OtlpExporterOptions exporter, Uri collector, OtlpExportProtocol protocol, string path)
    {
        exporter.Protocol = protocol;
        // An endpoint that is set is taken as it is; over HTTP each signal has a path of its own.
        exporter.Endpoint = protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}") : collector;
    }
}

using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace ChargingConsole.Hosting;

/// <summary>Who is told how the server does (section <c>OpenTelemetry</c>).</summary>
public sealed class TelemetryOptions
{
    /// <summary>Whether <c>/metrics</c> is there for Prometheus to read.</summary>
    public bool Prometheus { get; set; } = true;

    /// <summary>The share of handled messages and commits that is traced; needs an OTLP endpoint.</summary>
    [Range(0, 1)]
    public double TraceRatio { get; set; }
}

/// <summary>Where metrics and traces are sent (section <c>OpenTelemetry:Otlp</c>).</summary>
public sealed class OtlpOptions
{
    /// <summary>The collector, such as <c>http://localhost:4317</c>; empty for none.</summary>
    [Url]
    public string? Endpoint { get; set; }

    /// <summary>What the collector speaks.</summary>
    [EnumDataType(typeof(OtlpExportProtocol))]
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;
}

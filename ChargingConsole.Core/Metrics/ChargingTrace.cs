using System.Diagnostics;

namespace ChargingConsole.Core.Metrics;

/// <summary>Traces: a span for each CALL that is handled and one for each commit. They cost a look at a field while nobody listens.</summary>
public static class ChargingTrace
{
    /// <summary>The source's name, for whoever listens.</summary>
    public const string Name = "ChargingConsole";

    private static readonly ActivitySource s_source = new(Name);

    internal static bool IsListenedTo => s_source.HasListeners();

    /// <summary>Begins a span of its own: what is current is the connection, which lasts for days and was never sampled.</summary>
    internal static Activity? Handle(string action, string chargePointId)
    {
        Activity.Current = null;
        var span = s_source.StartActivity("ocpp.handle", ActivityKind.Server);
        span?.SetTag("ocpp.action", action).SetTag("ocpp.charge_point", chargePointId);
        return span;
    }

    internal static Activity? Commit(int units) => s_source.StartActivity("database.commit", ActivityKind.Client)?.SetTag("units", units);
}

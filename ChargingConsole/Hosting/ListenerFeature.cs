using ChargingConsole.Ocpp;
using Microsoft.AspNetCore.Connections;

namespace ChargingConsole.Hosting;

/// <summary>The two doors of the app.</summary>
public enum Listener
{
    /// <summary>Dashboard, REST and hub.</summary>
    Web,
    /// <summary>Charge points.</summary>
    Ocpp,
}

/// <summary>
/// Stamped on a connection by the listener that accepted it. What is served depends on this alone: a
/// Host header can be forged, the listener can't.
/// </summary>
internal sealed record ListenerFeature(Listener Listener);

internal static class ListenerExtensions
{
    /// <summary>Marks every connection of this listener.</summary>
    public static void Stamp(this IConnectionBuilder connections, Listener listener)
    {
        var feature = new ListenerFeature(listener);
        connections.Use(next => context =>
        {
            context.Features.Set(feature);
            return next(context);
        });
    }

    /// <summary>Counts the connections of this listener and ends what is too much.</summary>
    public static IConnectionBuilder Bound(this IConnectionBuilder connections)
    {
        var open = connections.ApplicationServices.GetRequiredService<OpenConnections>();
        return connections.Use(next => context => open.ServeAsync(context, next));
    }

    /// <summary>The listener that accepted the request's connection; null when it was none of the app's own.</summary>
    public static Listener? Listener(this HttpContext context) => context.Features.Get<ListenerFeature>()?.Listener;
}

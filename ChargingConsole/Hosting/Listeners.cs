using ChargingConsole.Core.Ocpp;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Hosting;

/// <summary>Port 9000 for charge points, another over TLS where configured, port 8000 for everything else, all by Kestrel's own configuration.</summary>
internal static class Listeners
{
    private const string OcppUrl = "Kestrel:Endpoints:Ocpp:Url";
    private const string WebUrl = "Kestrel:Endpoints:Web:Url";

    public static void AddListeners(this WebApplicationBuilder builder)
    {
        builder.Configuration[OcppUrl] ??= "http://0.0.0.0:9000";
        builder.Configuration[WebUrl] ??= "http://0.0.0.0:8000";
        builder.Services.AddOptions<OcppTlsOptions>().BindConfiguration("Ocpp:Tls").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ServerCertificate>();
        // What the transport reads is handled right there: one hand-off less for every frame.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(context.Configuration.GetSection("Kestrel"), reloadOnChange: true)
                .Endpoint("Ocpp", endpoint => endpoint.ListenOptions.Bound().Stamp(Listener.Ocpp))
                .Endpoint("OcppTls", endpoint =>
                {
                    endpoint.ListenOptions.Bound().Stamp(Listener.Ocpp);
                    endpoint.ListenOptions.UseOcppTls();
                })
                .Endpoint("Web", endpoint => endpoint.ListenOptions.Stamp(Listener.Web));
        });
    }

    /// <summary>Gives the charge points' listener to the door, and whatever follows to the web's.</summary>
    public static void UseListeners(this WebApplication app, RequestDelegate door)
    {
        var options = app.Services.GetRequiredService<IOptions<OcppOptions>>().Value;
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(options.PingSeconds) });
        app.Use((HttpContext context, RequestDelegate next) => context.Listener() switch
        {
            Listener.Ocpp => door(context),
            Listener.Web => next(context),
            _ => Refuse(context),
        });
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

using ChargingConsole.Api;
using ChargingConsole.Auth;
using ChargingConsole.Components;
using ChargingConsole.Core;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Ocpp;

namespace ChargingConsole.Hosting;

/// <summary>Puts the app together; the tests build theirs from here too.</summary>
public static class ConsoleHost
{
    /// <summary>The app, ready to run.</summary>
    /// <param name="args">The command line; <c>--demo</c> adds the demo fleet.</param>
    /// <param name="configure">A last word on the services, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = CreateBuilder(args);
        // Built and not published, the assets lie in packages and beside the project, whatever the environment.
        builder.WebHost.UseStaticWebAssets();
        builder.AddListeners();
        builder.AddProxies();
        builder.Services.AddChargingCore(builder.Configuration);
        builder.Services.AddSingleton<ChargePointDoor>();
        builder.Services.AddSingleton<DoorIdentityCheck>();
        builder.Services.AddSingleton<RejectedConnections>();
        builder.Services.AddSingleton<IAlertSource, RejectionAlerts>();
        builder.Services.AddSingleton<Callers>();
        builder.Services.AddSingleton<Handshakes>();
        builder.Services.AddSingleton<OpenConnections>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OpenConnections>());
        builder.Services.AddHostedService<RejectionFile>();
        builder.Services.AddHostedService<StartUp>();
        builder.Services.AddHostedService<Announcement>();
        builder.Services.AddOptions<DemoOptions>().BindConfiguration("Demo").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<DemoRunner>();
        builder.AddTelemetry();
        builder.AddKeyRing();
        builder.AddConsoleAuth();
        builder.AddApi();
        builder.Services.AddConsole();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseProxies();
        app.UseListeners(app.Services.GetRequiredService<ChargePointDoor>().EnterAsync);
        app.UseApiProblems();
        app.UseConsole();
        app.UseConsoleAuth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapConsoleAuth();
        app.MapApi();
        app.MapMetrics();
        app.MapConsole();
        return app;
    }

    /// <summary>With the app's configuration, and nothing else yet.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = [.. args.Select(arg => arg == "--demo" ? "--Demo:Chargers=12" : arg)],
        // "dotnet run" is Development unless the environment says otherwise; what a launch profile sets would overrule it.
        EnvironmentName = DefaultEnvironment(args),
        // Started from wherever: the app's own settings lie beside it.
        ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
    });

    private static string? DefaultEnvironment(string[] args) =>
        args.Any(arg => arg.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
        || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null
        || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null
            ? null
            : Environment.GetEnvironmentVariable("CONSOLE_DEFAULT_ENVIRONMENT");
}

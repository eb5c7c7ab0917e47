using ChargingConsole.Api;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.Health;
using ChargingConsole.Components.IdTags;
using ChargingConsole.Components.Live;
using ChargingConsole.Components.Onboarding;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;

namespace ChargingConsole.Components;

/// <summary>The dashboard's place in the app.</summary>
public static class ConsoleServices
{
    /// <summary>Adds the dashboard.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        // A browser that has heard nothing for fifteen seconds (reconnect.js) says that what it shows is old.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.KeepAliveInterval = TimeSpan.FromSeconds(5));
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = false;
            options.SnackbarConfiguration.NewestOnTop = false;
            // What failed stays until it was read, and must not keep the next from being seen.
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 20;
            options.SnackbarConfiguration.MaximumOpacity = 100;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 200;
        });
        services.AddLanguages();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, ConsoleAuthState>();
        services.AddScoped<Viewer>();
        services.AddScoped<AddressBar>();
        services.AddScoped<ChargerAddress>();
        services.AddSingleton<SystemFacts>();
        services.AddScoped<ActDesk>();
        services.AddScoped<OperatorDesk>();
        services.AddScoped<BackOffice>();
        services.AddOptions<MapOptions>().BindConfiguration("Map").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<CarefulDesk>();
        services.AddScoped<FormChoices>();
        services.AddScoped<FeatureFacts>();
        services.AddScoped<IdTagDesk>();
        services.AddScoped<OnboardingDesk>();
        services.AddScoped<CircuitFeed>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitFeed>());
        services.AddScoped<CircuitHandler, CircuitCount>();
        return services;
    }

    /// <summary>Gives people their own page for an address that leads nowhere; programs get their plain 404.</summary>
    public static IApplicationBuilder UseConsole(this IApplicationBuilder app)
    {
        // Not in a branch: one made by UseWhen has no routes to lead the repeated request to.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        return app.Use((HttpContext context, RequestDelegate next) =>
        {
            var isPage = !ProblemPipeline.IsApi(context.Request) && HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
            if (!isPage && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    /// <summary>Maps the pages; the host says on which listener and for whom.</summary>
    public static RazorComponentsEndpointConventionBuilder MapConsole(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
}

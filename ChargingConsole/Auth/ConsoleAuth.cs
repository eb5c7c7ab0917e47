using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.App;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace ChargingConsole.Auth;

/// <summary>Who comes in, and what they may do.</summary>
internal static class ConsoleAuth
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Adds the ways to be known, the roles, and the rule that nothing is open unless it says so.</summary>
    public static WebApplicationBuilder AddConsoleAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessKeys>();
        builder.AddAccounts();
        services.AddKeysAndTokens();
        services.AddRequestLimits();
        services.AddCrossOrigin();
        // The framework tells of every challenge; a stranger could fill the log with them.
        builder.Logging.AddFilter("ChargingConsole.Auth", LogLevel.Warning);
        services.AddAuthentication(ConsoleScheme.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ConsoleScheme>(ConsoleScheme.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, LoopbackDoor>(LoopbackDoor.SchemeName, null)
            .AddAppTokens()
            .AddCookie(options =>
            {
                options.LoginPath = SignInPath;
                options.ReturnUrlParameter = SignInPage.ReturnParameter;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.Cookie.Name = "charging-console";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Events.OnSigningIn = context =>
                {
                    context.CookieOptions.Secure = IsSecure(context.HttpContext);
                    return Task.CompletedTask;
                };
                options.Events.OnRedirectToLogin = context =>
                {
                    // The path alone: an absolute address would repeat a forged Host header.
                    context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
                    return Task.CompletedTask;
                };
                options.Events.OnValidatePrincipal = CheckKeyAsync;
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Own, OneOf(Enum.GetNames<AccessScope>()))
            .AddPolicy(Policies.Charging, OneOf(nameof(AccessScope.Driver), nameof(AccessScope.Partner), nameof(AccessRole.Operator), nameof(AccessRole.Administrator)))
            .AddPolicy(Policies.Viewer, AtLeast(AccessRole.Viewer))
            .AddPolicy(Policies.Operator, AtLeast(AccessRole.Operator))
            .AddPolicy(Policies.Administrator, AtLeast(AccessRole.Administrator))
            .SetDefaultPolicy(AtLeast(AccessRole.Viewer))
            .SetFallbackPolicy(AtLeast(AccessRole.Viewer));
        services.AddAntiforgery();
        return builder;
    }

    /// <summary>
    /// Adds the security headers, authentication and authorization. Goes after whatever keeps the
    /// charge points' listener apart, since everything behind it asks who is there.
    /// </summary>
    public static WebApplication UseConsoleAuth(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.Logger.LogWarning("Development: requests from this machine itself act as administrator \"{Who}\" without signing in", LoopbackDoor.Who);
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseCrossOrigin();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<WhereFrom>();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps the pages to sign in and out; open to all.</summary>
    public static RouteGroupBuilder MapConsoleAuth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapSignIn();
        return group;
    }

    /// <summary>Whether a cookie is to be kept to TLS: always, but on the machine itself or where the configuration gives it up.</summary>
    internal static bool IsSecure(HttpContext context) =>
        context.Request.IsHttps
        || !(LoopbackDoor.IsLocalName(context.Request.Host) || context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<AccessOptions>>().CurrentValue.AllowPlainHttp);

    private static AuthorizationPolicy AtLeast(AccessRole role) => OneOf([.. Enum.GetValues<AccessRole>().Where(higher => higher >= role).Select(higher => higher.ToString())]);

    private static AuthorizationPolicy OneOf(params string[] roles) => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireRole(roles)
        .Build();

    /// <summary>A cookie is worth what its key is worth now: nothing once that is gone from the configuration.</summary>
    private static async Task CheckKeyAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<AccessKeys>();
        if (context.Principal?.FindFirst(AccessKeys.HashClaim)?.Value is { } hash && keys.FindHash(hash) is { } key)
        {
            context.ReplacePrincipal(AccessKeys.PrincipalOf(key, CookieAuthenticationDefaults.AuthenticationScheme));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}

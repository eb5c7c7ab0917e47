using System.Security.Claims;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.App;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth;

/// <summary>Who comes in, and what they may do.</summary>
internal static class ConsoleAuth
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>How long a sign-in lasts that is to stay.</summary>
    private static readonly TimeSpan s_stay = TimeSpan.FromDays(14);

    /// <summary>The scheme of the cookie, be it a user's or a key's.</summary>
    public static string CookieScheme => IdentityConstants.ApplicationScheme;

    /// <summary>Adds the ways to be known, the roles, and the rule that nothing is open unless it says so.</summary>
    public static WebApplicationBuilder AddConsoleAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessKeys>();
        builder.AddAccounts();
        services.AddKeysAndTokens();
        services.AddOptions<RequestLimitOptions>().BindConfiguration("Access:Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestLimits>();
        services.AddCrossOrigin();
        // The framework tells of every challenge; a stranger could fill the log with them.
        builder.Logging.AddFilter("ChargingConsole.Auth", LogLevel.Warning);
        var authentication = services.AddAuthentication(ConsoleScheme.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ConsoleScheme>(ConsoleScheme.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, LoopbackDoor>(LoopbackDoor.SchemeName, null)
            .AddAppTokens();
        authentication.AddIdentityCookies();
        OpenIdConnectSignIn.Add(builder, authentication);
        foreach (var scheme in new[] { CookieScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.ExternalScheme })
        {
            services.Configure<CookieAuthenticationOptions>(scheme, options => options.Events.OnSigningIn = context =>
            {
                context.CookieOptions.Secure = IsSecure(context.HttpContext);
                if (context.Properties.IsPersistent && context.Scheme.Name == CookieScheme)
                {
                    context.Properties.ExpiresUtc = context.Options.TimeProvider!.GetUtcNow() + s_stay;
                }

                return Task.CompletedTask;
            });
        }

        services.AddOptions<CookieAuthenticationOptions>(CookieScheme).Configure<SignIns>((options, signIns) =>
        {
            options.SessionStore = signIns;
            options.LoginPath = SignInPath;
            options.ReturnUrlParameter = LocalPath.Parameter;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.Cookie.Name = "charging-console";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Events.OnRedirectToLogin = context =>
            {
                // The path alone: an absolute address would repeat a forged Host header.
                var isFirst = context.HttpContext.RequestServices.GetRequiredService<FirstAdministrator>().IsNeeded;
                context.Response.Redirect(isFirst ? FirstAdministrator.Path : new Uri(context.RedirectUri).PathAndQuery);
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = CheckAsync;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Own, OneOf(Enum.GetNames<AccessScope>()))
            .AddPolicy(Policies.Charging, OneOf(nameof(AccessScope.Driver), nameof(AccessScope.Partner), nameof(AccessRole.Operator), nameof(AccessRole.Administrator)))
            .AddPolicy(Policies.Viewer, AtLeast(AccessRole.Viewer))
            .AddPolicy(Policies.Operator, AtLeast(AccessRole.Operator))
            .AddPolicy(Policies.Administrator, AtLeast(AccessRole.Administrator))
            .SetDefaultPolicy(AtLeast(AccessRole.Viewer))
            .SetFallbackPolicy(AtLeast(AccessRole.Viewer));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "charging-console-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
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
        app.UseMiddleware<RequestLimits>();
        app.UseAuthorization();
        app.UseMiddleware<WhereFrom>();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps the pages to sign in and out; open to all.</summary>
    public static RouteGroupBuilder MapConsoleAuth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        var doors = group.MapGroup("").AddEndpointFilter(SignInEndpoints.OneAtATimeAsync);
        doors.MapSignIn();
        doors.MapSetup();
        doors.MapPasskeySignIn();
        OpenIdConnectSignIn.Map(doors);
        routes.MapOwnPasskeys();
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

    /// <summary>A cookie is worth what its user or key is worth now.</summary>
    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal is { } user && await services.GetRequiredService<AccountWatch>().IsGoodAsync(user))
        {
            if (user.FindFirst(AccessKeys.HashClaim)?.Value is { } hash && services.GetRequiredService<AccessKeys>().FindHash(hash) is { } key)
            {
                // The key's role may have changed in the configuration.
                var principal = AccessKeys.PrincipalOf(key, CookieScheme);
                ((ClaimsIdentity)principal.Identity!).AddClaims(user.FindAll(SignIns.IdClaim));
                context.ReplacePrincipal(principal);
            }

            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieScheme);
    }
}

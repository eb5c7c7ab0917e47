using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Sign-in with somebody else's account, by configuration (section <c>Access:OpenIdConnect</c>).</summary>
internal sealed class OpenIdConnectSignInOptions
{
    /// <summary>The provider's address, under which it tells of itself; empty switches this way off.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The name under which the provider knows this console.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that goes with it.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says people sign in with.</summary>
    public string Name { get; set; } = "OpenID Connect";

    /// <summary>The claim that holds a person's roles or groups.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What is asked for beside openid, profile and email, parted by spaces.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Which value of the claim gives which role; whoever has none of them is not let in.</summary>
    public Dictionary<string, AccessRole> Roles { get; set; } = [];
}

/// <summary>Makes a console user of whoever a provider vouches for, in the role that it says.</summary>
internal sealed partial class OpenIdConnectSignIn(IOptions<OpenIdConnectSignInOptions> options, TimeProvider clock, FirstAdministrator first, AccountWatch watch, ILogger<OpenIdConnectSignIn> logger)
{
    /// <summary>Where a provider sends people back to.</summary>
    public const string CallbackPath = ConsoleAuth.SignInPath + "/oidc/callback";

    /// <summary>Where people come when the provider has vouched for them.</summary>
    public const string DonePath = Path + "/done";

    private const string Path = ConsoleAuth.SignInPath + "/oidc";

    /// <summary>The name for the button; null when this way is off.</summary>
    public string? Name => options.Value.Authority.Length > 0 ? options.Value.Name : null;

    /// <summary>Adds the way when it is configured.</summary>
    public static void Add(WebApplicationBuilder builder, Microsoft.AspNetCore.Authentication.AuthenticationBuilder authentication)
    {
        builder.Services.AddOptions<OpenIdConnectSignInOptions>().BindConfiguration("Access:OpenIdConnect");
        builder.Services.AddSingleton<OpenIdConnectSignIn>();
        var configured = builder.Configuration.GetSection("Access:OpenIdConnect").Get<OpenIdConnectSignInOptions>();
        if (configured is not { Authority.Length: > 0 })
        {
            return;
        }

        authentication.AddOpenIdConnect(options =>
        {
            options.Authority = configured.Authority;
            options.ClientId = configured.ClientId;
            options.ClientSecret = configured.ClientSecret;
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.ResponseType = "code";
            options.ResponseMode = "query";
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = false;
            options.SaveTokens = false;
            options.CallbackPath = CallbackPath;
            options.RequireHttpsMetadata = !new Uri(configured.Authority).IsLoopback;
            options.Scope.Add("email");
            foreach (var scope in configured.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                options.Scope.Add(scope);
            }

            // The provider sends people back by a link, for which Lax is enough; None would need TLS also on the machine itself.
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect(ConsoleAuth.SignInPath + "?failed=1");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Maps the way there and back, whether it is configured or not.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, OpenIdConnectSignIn provider, AccountSignIn signIn) => provider.Name is null
            ? Results.LocalRedirect(ConsoleAuth.SignInPath)
            : Results.Challenge(
                signIn.ConfigureExternalAuthenticationProperties(OpenIdConnectDefaults.AuthenticationScheme, $"{DonePath}?{LocalPath.Parameter}={Uri.EscapeDataString(SignInEndpoints.ReturnTo(context))}"),
                [OpenIdConnectDefaults.AuthenticationScheme]));
        routes.MapGet(DonePath, async (HttpContext context, OpenIdConnectSignIn provider, AccountSignIn signIn, UserManager<ConsoleUser> users) =>
        {
            if (provider.Name is null || await signIn.GetExternalLoginInfoAsync() is not { } login)
            {
                return Results.LocalRedirect(ConsoleAuth.SignInPath);
            }

            var (user, wrong) = await provider.FindAsync(login, users);
            await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignOutAsync(context, IdentityConstants.ExternalScheme);
            if (user is null || !await signIn.CanSignInAsync(user))
            {
                return SignInEndpoints.Form(context, wrong ?? "This account is disabled. Ask an administrator.", status: StatusCodes.Status401Unauthorized);
            }

            // The second factor is the provider's matter.
            await signIn.SignInAsync(user, isPersistent: false, login.LoginProvider);
            return Results.LocalRedirect(SignInEndpoints.ReturnTo(context));
        });
    }

    private async Task<(ConsoleUser? User, string? Wrong)> FindAsync(ExternalLoginInfo login, UserManager<ConsoleUser> users)
    {
        if (RoleOf(login.Principal) is not { } role)
        {
            NoRole(logger, options.Value.Name, login.Principal.FindFirst("email")?.Value ?? login.ProviderKey);
            return (null, "Your account has no role in this console. Ask whoever manages the accounts.");
        }

        var email = login.Principal.FindFirst("email")?.Value;
        var user = await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        if (user is null)
        {
            if (string.IsNullOrEmpty(email))
            {
                return (null, "Your account tells no e-mail address, which is what people are known by here.");
            }

            user = await users.FindByEmailAsync(email);
            if (user is not null && login.Principal.FindFirst("email_verified")?.Value is not ("true" or "True"))
            {
                return (null, "Somebody has this e-mail address here already, and your account does not say that it is yours.");
            }

            if (user is { EmailConfirmed: false } && (await users.GetRolesAsync(user)).All(name => name == ConsoleRole.Driver))
            {
                // Anybody can register in the app with any address, and would keep the password to what is linked here.
                return (null, "Somebody has registered this e-mail address with the app. An administrator has to remove that account first.");
            }

            if (user is null)
            {
                user = new ConsoleUser { UserName = email, Email = email, EmailConfirmed = true, CreatedAt = clock.GetUtcNow(), DisplayName = login.Principal.FindFirst("name")?.Value is { Length: > 0 and <= 256 } name ? name : email };
                if (await users.CreateAsync(user) is { Succeeded: false } refused)
                {
                    return (null, refused.Errors.First().Description);
                }
            }

            if (await users.AddLoginAsync(user, login) is { Succeeded: false } unlinked)
            {
                return (null, unlinked.Errors.First().Description);
            }
        }

        await GiveRoleAsync(user, role, users);
        return (user, null);
    }

    /// <summary>The provider's word on the role counts anew at each sign-in; only the last administrator stays one.</summary>
    private async Task GiveRoleAsync(ConsoleUser user, AccessRole role, UserManager<ConsoleUser> users)
    {
        var present = (await users.GetRolesAsync(user)).Where(name => name != ConsoleRole.Driver).ToList();
        if (present.Count == 1 && present[0] == role.ToString())
        {
            return;
        }

        if (present.Contains(Policies.Administrator) && role != AccessRole.Administrator
            && !(await users.GetUsersInRoleAsync(Policies.Administrator)).Any(other => other.Id != user.Id && !other.IsDisabled))
        {
            LastOne(logger, user.Email!);
            return;
        }

        await users.RemoveFromRolesAsync(user, present);
        await users.AddToRoleAsync(user, role.ToString());
        await users.UpdateSecurityStampAsync(user);
        watch.Forget(user.Id);
        if (role == AccessRole.Administrator)
        {
            first.IsThere();
        }
    }

    private AccessRole? RoleOf(ClaimsPrincipal person) => person.FindAll(options.Value.RoleClaim)
        .Select(claim => options.Value.Roles.TryGetValue(claim.Value, out var role) ? role : (AccessRole?)null).Max();

    [LoggerMessage(EventId = 440, Level = LogLevel.Warning, Message = "{Provider} vouches for {Email}, but gives them no role here")]
    private static partial void NoRole(ILogger logger, string provider, string email);

    [LoggerMessage(EventId = 441, Level = LogLevel.Warning, Message = "{Email} is the last administrator and stays one, whatever the provider says")]
    private static partial void LastOne(ILogger logger, string email);
}

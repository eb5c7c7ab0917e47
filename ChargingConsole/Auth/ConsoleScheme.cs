using System.Security.Claims;
using System.Text.Encodings.Web;
using ChargingConsole.Api;
using ChargingConsole.Auth.App;
using ChargingConsole.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>
/// Decides how a request is to be known: by its key when it sends one, by its cookie, or through the
/// door. Programs are told 401 or 403; only a browser that opens a page is sent to sign in.
/// </summary>
internal sealed class ConsoleScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Console";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A key or token that is wrong is not made good by anything else.
        if (Request.Headers.ContainsKey(AccessKeys.Header))
        {
            return await Context.AuthenticateAsync(ApiKeyHandler.SchemeName);
        }

        if (AppServices.ShowsToken(Request))
        {
            return await TokenAsync();
        }

        var cookie = await Context.AuthenticateAsync(ConsoleAuth.CookieScheme);
        return cookie.Succeeded ? cookie : await Context.AuthenticateAsync(LoopbackDoor.SchemeName);
    }

    /// <summary>Who is behind an access token, as they are now: it names the user and the sign-in, and no rights.</summary>
    private async Task<AuthenticateResult> TokenAsync()
    {
        var token = await Context.AuthenticateAsync(AppTokens.Scheme);
        if (!token.Succeeded)
        {
            return token;
        }

        return await Context.RequestServices.GetRequiredService<AppUsers>().FindAsync(token.Principal) is { } user
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(user), token.Properties, AppTokens.Scheme))
            : AuthenticateResult.Fail("The token is void.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (OpensPage())
        {
            return Context.ChallengeAsync(ConsoleAuth.CookieScheme, properties);
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = new([AppTokens.Scheme, ApiKeyHandler.SchemeName]);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool OpensPage() =>
        HttpMethods.IsGet(Request.Method)
        && !ProblemPipeline.IsApi(Request)
        && !Request.Path.StartsWithSegments(Telemetry.Path)
        && !Context.WebSockets.IsWebSocketRequest
        && Request.Path.Value?.StartsWith("/_", StringComparison.Ordinal) != true;
}

using System.Text.Encodings.Web;
using ChargingConsole.Api;
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
        // A key that is wrong is not made good by anything else.
        if (Request.Headers.ContainsKey(AccessKeys.Header))
        {
            return await Context.AuthenticateAsync(ApiKeyHandler.SchemeName);
        }

        var cookie = await Context.AuthenticateAsync(ConsoleAuth.CookieScheme);
        return cookie.Succeeded ? cookie : await Context.AuthenticateAsync(LoopbackDoor.SchemeName);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (OpensPage())
        {
            return Context.ChallengeAsync(ConsoleAuth.CookieScheme, properties);
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = ApiKeyHandler.SchemeName;
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

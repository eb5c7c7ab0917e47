using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Auth;

/// <summary>The page where people show their access key, as plain HTML: it works before anything else does.</summary>
internal static partial class SignInPage
{
    /// <summary>The query parameter that holds where to go afterwards.</summary>
    public const string ReturnParameter = "return";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConsoleAuth.SignInPath, (HttpContext context, IAntiforgery antiforgery, AccessKeys keys) =>
            Page(context, antiforgery, keys, null, StatusCodes.Status200OK));
        routes.MapPost(ConsoleAuth.SignInPath, SignInAsync);
        routes.MapPost("/sign-out", (Delegate)SignOutAsync);
    }

    /// <summary>The local path to go to; never another site's.</summary>
    internal static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, AccessKeys keys, ILogger<ConsoleScheme> logger)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            return Page(context, antiforgery, keys, "This page had expired. Please try again.", StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync();
        if (keys.Find(form["key"].ToString().Trim()) is not { Scope: >= AccessScope.Viewer } key)
        {
            Refused(logger, context.Connection.RemoteIpAddress);
            return Page(context, antiforgery, keys, "This key is not known here.", StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, AccessKeys.PrincipalOf(key, CookieAuthenticationDefaults.AuthenticationScheme));
        return TypedResults.Redirect(Local(context.Request.Query[ReturnParameter]));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        // Signing somebody else out is all that a forged request could do; other origins may not even that.
        if (context.Request.Headers.Origin is [{ } origin] && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.Redirect(ConsoleAuth.SignInPath);
    }

    private static ContentHttpResult Page(HttpContext context, IAntiforgery antiforgery, AccessKeys keys, string? error, int status)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var encode = HtmlEncoder.Default;
        var action = $"{ConsoleAuth.SignInPath}?{ReturnParameter}={Uri.EscapeDataString(Local(context.Request.Query[ReturnParameter]))}";
        var note = !keys.Any
            ? "<p class=\"note\">No access key is configured yet. Make one on the server with <code>dotnet run --project ChargingConsole -- new-key --name You --role Administrator</code>.</p>"
            : !context.Request.IsHttps && ConsoleAuth.IsSecure(context)
                ? "<p class=\"note\">Signing in over plain HTTP works only on the server itself: the browser keeps the cookie to HTTPS. Use an https address.</p>"
                : "";
        var html = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Sign in · ChargingConsole</title>
              <link rel="stylesheet" href="/css/sign-in.css">
            </head>
            <body>
              <main>
                <h1>ChargingConsole</h1>
                <form method="post" action="{encode.Encode(action)}">
                  <input type="hidden" name="{encode.Encode(tokens.FormFieldName)}" value="{encode.Encode(tokens.RequestToken!)}">
                  <label for="key">Access key</label>
                  <input id="key" name="key" type="password" autocomplete="current-password" required autofocus{(error is null ? "" : " aria-invalid=\"true\" aria-describedby=\"error\"")}>
                  {(error is null ? "" : $"<p id=\"error\" class=\"error\" role=\"alert\">{encode.Encode(error)}</p>")}
                  <button type="submit">Sign in</button>
                </form>
                {note}
              </main>
            </body>
            </html>
            """;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    [LoggerMessage(EventId = 410, Level = LogLevel.Warning, Message = "A sign-in from {Address} was refused: unknown key")]
    private static partial void Refused(ILogger logger, System.Net.IPAddress? address);
}

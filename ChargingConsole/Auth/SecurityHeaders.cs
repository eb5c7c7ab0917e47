using System.Security.Cryptography;
using ChargingConsole.Api;
using ChargingConsole.Components;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>What browsers are told to allow: everything from here, nothing from elsewhere.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<MapOptions> map)
{
    // MudBlazor sets style attributes; scripts are files of our own.
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

    // Map tiles are the one thing that may come from elsewhere, and only from where the configuration says.
    private readonly string _pages = map.Value.Origin is { } tiles ? Pages.Replace("img-src 'self' data:", $"img-src 'self' data: {tiles}", StringComparison.Ordinal) : Pages;

    private static readonly object s_nonceKey = new();

    /// <summary>The word by which the API page's own inline script is known.</summary>
    public static string Nonce(HttpContext context) =>
        context.Items.TryGetValue(s_nonceKey, out var nonce) ? (string)nonce! : (string)(context.Items[s_nonceKey] = RandomNumberGenerator.GetHexString(32));

    public Task InvokeAsync(HttpContext context)
    {
        // Last of all, since the answer to an error begins with clean headers.
        context.Response.OnStarting(static state =>
        {
            var (headers, answered) = ((SecurityHeaders, HttpContext))state;
            headers.Write(answered);
            return Task.CompletedTask;
        }, (this, context));
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(ApiDocs.Page) ? OfApiDocs(Nonce(context)) : _pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps && !LoopbackDoor.IsLocalName(context.Request.Host))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    private static string OfApiDocs(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";
}

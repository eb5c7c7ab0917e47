using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>
/// In Development, whoever sits at the machine itself is its administrator. The door looks at the
/// connection, not at what the request claims: forwarded requests, foreign Host names (DNS rebinding)
/// and pages of other origins (a browser on this machine) stay outside.
/// </summary>
internal sealed class LoopbackDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "LoopbackDoor";

    /// <summary>Who comes in by this door.</summary>
    public const string Who = "developer";

    private static readonly string[] s_forwarding = ["Forwarded", "X-Original-For", "X-Original-Host", "X-Real-IP", "Via"];

    /// <summary>Whether the door is open for this request; it is never open outside Development.</summary>
    public static bool IsOpenTo(HttpContext context, IHostEnvironment environment) =>
        environment.IsDevelopment()
        && IsLoopback(context.Connection.RemoteIpAddress)
        && IsLocalName(context.Request.Host)
        && !IsForwarded(context.Request.Headers)
        && IsSameOrigin(context.Request);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var environment = Context.RequestServices.GetRequiredService<IHostEnvironment>();
        return Task.FromResult(IsOpenTo(Context, environment)
            ? AuthenticateResult.Success(new AuthenticationTicket(AccessKeys.Principal(Who, AccessRole.Administrator, Scheme.Name), Scheme.Name))
            : AuthenticateResult.NoResult());
    }

    private static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>Whether a Host header names this very machine, which a browser also trusts without TLS.</summary>
    internal static bool IsLocalName(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Host is "127.0.0.1" or "[::1]";

    private static bool IsForwarded(IHeaderDictionary headers) =>
        Array.Exists(s_forwarding, headers.ContainsKey) || headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}

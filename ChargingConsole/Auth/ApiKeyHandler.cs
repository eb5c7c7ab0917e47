using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>Programs, by the key in <c>X-API-Key</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[AccessKeys.Header] is not [{ } sent])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (keys.Find(sent.Trim()) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is unknown."));
        }

        keys.Used(key);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(AccessKeys.PrincipalOf(key, Scheme.Name), Scheme.Name)));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChargingConsole.Tests.Auth;

/// <summary>A small OpenID Connect provider that vouches for whomever the test says, over loopback.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge)> _codes = [];

    private OpenIdProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Text($$"""
            {"issuer":"{{Issuer}}","authorization_endpoint":"{{Issuer}}/authorize","token_endpoint":"{{Issuer}}/token","jwks_uri":"{{Issuer}}/keys",
            "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
            """, "application/json"));
        _app.MapGet("/keys", () =>
        {
            var key = _rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        _app.MapGet("/authorize", (HttpContext context) =>
        {
            var query = context.Request.Query;
            var code = Guid.NewGuid().ToString("N");
            _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString());
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={HttpUtility.UrlEncode(query["state"])}");
        });
        _app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            if (!_codes.Remove(form["code"].ToString(), out var asked)
                || form["client_secret"] != Secret
                || asked.Challenge != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
            {
                return Results.BadRequest(new { error = "invalid_grant" });
            }

            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = "console",
                Expires = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().AddMinutes(5).DateTime, DateTimeKind.Utc),
                SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
                Claims = new Dictionary<string, object>(Person) { ["nonce"] = asked.Nonce },
            });
            return Results.Json(new { access_token = "a", token_type = "Bearer", expires_in = 300, id_token = token });
        });
    }

    public const string Secret = "the provider knows this";

    /// <summary>Who signs in next.</summary>
    public Dictionary<string, object> Person { get; set; } = [];

    public string Issuer => _app.Urls.First();

    /// <summary>How the console is told of it.</summary>
    public string[] Settings =>
    [
        $"Access:OpenIdConnect:Authority={Issuer}", "Access:OpenIdConnect:ClientId=console", $"Access:OpenIdConnect:ClientSecret={Secret}", "Access:OpenIdConnect:Name=Works",
        "Access:OpenIdConnect:RoleClaim=groups", "Access:OpenIdConnect:Roles:console-operators=Operator", "Access:OpenIdConnect:Roles:console-admins=Administrator",
    ];

    public static async Task<OpenIdProvider> StartAsync()
    {
        var provider = new OpenIdProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}

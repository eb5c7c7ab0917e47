using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace ChargingConsole.Auth.App;

/// <summary>The place of keys and of the app's sign-in in the app.</summary>
internal static class AppServices
{
    /// <summary>Adds the keys of the database, the app's users and tokens, and whoever ends what is open.</summary>
    public static void AddKeysAndTokens(this IServiceCollection services)
    {
        services.AddSingleton<Keys.ApiKeyBook>();
        services.AddScoped<Keys.ApiKeyRegister>();
        services.AddHostedService<Keys.KeyUses>();
        services.AddSingleton<AppUsers>();
        services.AddScoped<AppTokens>();
        services.AddScoped<AppAccounts>();
        services.AddSingleton<AccessWatch>();
        services.AddSingleton<HubDoors>();
        services.AddHostedService(provider => provider.GetRequiredService<HubDoors>());
    }

    /// <summary>Adds the scheme of the access tokens. A browser's WebSocket cannot send headers, so the hub takes them from the query.</summary>
    public static AuthenticationBuilder AddAppTokens(this AuthenticationBuilder builder) => builder.AddBearerToken(AppTokens.Scheme, options =>
    {
        options.BearerTokenExpiration = AppTokens.AccessLifetime;
        options.Events = new BearerTokenEvents
        {
            OnMessageReceived = context =>
            {
                context.Token = FromQuery(context.Request);
                return Task.CompletedTask;
            },
        };
    });

    /// <summary>Whether a request shows an access token.</summary>
    public static bool ShowsToken(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || FromQuery(request) is not null;

    private static string? FromQuery(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;
}

using ChargingConsole.Api;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>Which other sites' pages may call (section <c>Access:Cors</c>).</summary>
internal sealed class CorsSettings
{
    /// <summary>Their origins, such as <c>https://app.example.com</c>; none when empty.</summary>
    public List<string> Origins { get; set; } = [];
}

/// <summary>Lets the configured sites call with a key or token; never with a cookie, which a page of another site has no business with.</summary>
internal static class CrossOrigin
{
    public static void AddCrossOrigin(this IServiceCollection services)
    {
        services.AddOptions<CorsSettings>().BindConfiguration("Access:Cors")
            .Validate(settings => settings.Origins.TrueForAll(IsOrigin), "Access:Cors:Origins takes origins such as https://app.example.com: scheme, host and port, and nothing behind.")
            .ValidateOnStart();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.Value.Origins.Select(origin => origin.TrimEnd('/'))])
            .WithHeaders("Authorization", "Content-Type", AccessKeys.Header, "X-Requested-With", "X-SignalR-User-Agent")
            .WithMethods("GET", "POST", "PUT", "DELETE", "PATCH")
            .WithExposedHeaders("Retry-After", "Content-Disposition")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void UseCrossOrigin(this IApplicationBuilder app) => app.UseWhen(context => ProblemPipeline.IsApi(context.Request), branch => branch.UseCors());

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}

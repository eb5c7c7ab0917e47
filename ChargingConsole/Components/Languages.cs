using System.Globalization;
using ChargingConsole.Api;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Localization;
using MudBlazor;

namespace ChargingConsole.Components;

/// <summary>The languages of the pages. REST, hubs, logs and what is recorded stay English, whoever asks.</summary>
public static class Languages
{
    /// <summary>The cookie that holds a browser's choice.</summary>
    public const string CookieName = "charging-console-language";

    /// <summary>The claim that holds a person's own choice, for browsers that have made none.</summary>
    public const string Claim = "language";

    /// <summary>All that there are, each with its own name for itself; the first is for everybody else.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    /// <summary>The value of the cookie for a language.</summary>
    public static string CookieValue(CultureInfo language) => CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));

    /// <summary>Adds the texts and the rule that finds a request's language: the browser's choice, the person's, what the browser prefers.</summary>
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddScoped<CircuitHandler, CircuitLanguage>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(All[0]);
            options.SupportedCultures = options.SupportedUICultures = [.. All];
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = CookieName },
                new CustomRequestCultureProvider(context => Task.FromResult(
                    context.User.FindFirst(Claim)?.Value is { Length: > 0 } chosen ? new ProviderCultureResult(chosen) : null)),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return services;
    }

    /// <summary>Gives pages the viewer's language; goes after authentication, which tells the person's choice.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) =>
        app.UseWhen(context => !ProblemPipeline.IsApi(context.Request), pages => pages.UseRequestLocalization());

    /// <summary>A page keeps the language it opened with, also when its socket comes back after the choice was changed in another tab.</summary>
    private sealed class CircuitLanguage : CircuitHandler
    {
        private readonly CultureInfo _language = CultureInfo.CurrentUICulture;

        public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _language;
            return next(context);
        };
    }
}

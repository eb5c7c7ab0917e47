using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Alerts;

/// <summary>Wires the alerts together.</summary>
internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AlertOptions>().Bind(configuration.GetSection("Alerts")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AlertRules>();
        services.AddSingleton<AlertBook>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<AlertQueries>();
        services.AddSingleton<IAlertSource, FleetAlerts>();
        services.AddSingleton<IAlertSource, ServerAlerts>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton(provider => new WebhookDesk(
            provider.GetRequiredService<WebhookOutbox>(), provider.GetRequiredService<WebhookClient>(), provider.GetRequiredService<Security.KeyVault>(),
            provider.GetRequiredService<Data.CommitQueue>(), provider.GetRequiredService<Audit.AuditTrail>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AlertOptions>>()));
        services.AddSingleton<AlertWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertWatch>());
        services.AddHostedService<AlertRetention>();
        services.AddHostedService<WebhookSender>();
        return services;
    }
}

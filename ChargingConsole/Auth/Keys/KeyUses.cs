using ChargingConsole.Core;

namespace ChargingConsole.Auth.Keys;

/// <summary>Writes when keys were used, once a minute and at the end.</summary>
internal sealed class KeyUses(ApiKeyBook keys, TimeProvider clock, ILogger<KeyUses> logger) : Rounds(s_interval, clock, logger)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => keys.WriteUsesAsync(stoppingToken);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }
}

namespace ChargingConsole.Auth.Keys;

/// <summary>Writes when keys were used, once a minute and at the end.</summary>
internal sealed partial class KeyUses(ApiKeyBook keys, TimeProvider clock, ILogger<KeyUses> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The end; what is left is written by StopAsync.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.WriteUsesAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotWritten(logger, e.Message);
        }
    }

    [LoggerMessage(EventId = 430, Level = LogLevel.Warning, Message = "When keys were used last could not be written, and will be later: {Reason}")]
    private static partial void NotWritten(ILogger logger, string reason);
}

using System.Data.Common;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core;

/// <summary>Work that is due again and again. What goes wrong in one round is logged, and ends neither those that follow nor the host.</summary>
/// <param name="interval">How often; the first round is one interval after the start.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where it is told.</param>
public abstract partial class Rounds(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Where it is told.</summary>
    protected ILogger Log => logger;

    /// <summary>One round.</summary>
    protected abstract Task DoAsync(CancellationToken stoppingToken);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TryAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>One round, whatever comes of it.</summary>
    protected async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await DoAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Whatever it was in the middle of, the app ends.
        }
        catch (Exception e) when (IsAway(e))
        {
            Postponed(logger, GetType().Name, interval, e.Message);
        }
        catch (Exception e)
        {
            Broke(logger, e, GetType().Name, interval);
        }
    }

    /// <summary>Whether the database or a file was not to be had, of which others tell too; anything else is a mistake of ours.</summary>
    private static bool IsAway(Exception? e) =>
        e is not null && (e is DatabaseUnavailableException or DbException or TimeoutException or IOException or UnauthorizedAccessException || IsAway(e.InnerException));

    [LoggerMessage(EventId = 690, Level = LogLevel.Warning, Message = "{Work} could not be done now, and will be tried again in {Interval}: {Reason}")]
    private static partial void Postponed(ILogger logger, string work, TimeSpan interval, string reason);

    [LoggerMessage(EventId = 691, Level = LogLevel.Error, Message = "{Work} broke off; the next round is in {Interval}")]
    private static partial void Broke(ILogger logger, Exception exception, string work, TimeSpan interval);
}

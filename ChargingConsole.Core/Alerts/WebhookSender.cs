using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Alerts;

/// <summary>Sends what waits, again and again with growing pauses until it arrives or a day has passed. A restart goes on where it was.</summary>
internal sealed partial class WebhookSender(WebhookOutbox outbox, WebhookClient client, KeyVault vault, CommitQueue commits, ChargingDatabase database, TimeProvider clock, ILogger<WebhookSender> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);
    private DateTimeOffset _nextTidy;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.WaitAsync(stoppingToken);
                foreach (var message in outbox.Due())
                {
                    await TryAsync(message, stoppingToken);
                }

                await TidyAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Broke(logger, e.Message);
                await Task.Delay(s_firstPause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>How long to wait after so many tries: twice as long each time, a little by chance, so that a receiver that comes back is not run over.</summary>
    internal static TimeSpan Pause(int attempts)
    {
        var pause = Math.Min(s_firstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20)), s_longestPause.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (0.8 + (RandomNumberGenerator.GetInt32(400) / 1000.0)));
    }

    private async Task TryAsync(WebhookMessageRow message, CancellationToken cancellationToken)
    {
        var outcome = outbox.Webhook is not { IsEnabled: true } webhook
            ? new WebhookOutcome(false, "The webhook is switched off.")
            : await SendAsync(webhook, message, cancellationToken);
        var now = clock.GetUtcNow();
        var isGivenUp = !outcome.IsDelivered && now - message.CreatedAt > s_patience;
        var moved = message with
        {
            Attempts = message.Attempts + 1,
            NextAt = now + Pause(message.Attempts + 1),
            EndedAt = outcome.IsDelivered || isGivenUp ? now : null,
            IsDelivered = outcome.IsDelivered,
            LastOutcome = outcome.Outcome,
        };

        // In memory first: with the database away it would else be sent over and over.
        outbox.Moved(moved);
        if (isGivenUp)
        {
            GivenUp(logger, message.EventId, outcome.Outcome);
        }

        var unit = new UnitOfWork();
        unit.Upsert(moved);
        await commits.CommitAsync(unit);
    }

    private async Task<WebhookOutcome> SendAsync(WebhookRow webhook, WebhookMessageRow message, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(webhook.Url, Encoding.UTF8.GetString(vault.Unprotect(webhook.ProtectedSecret)), message.EventId, message.Body, cancellationToken);
        }
        catch (CryptographicException e)
        {
            return new WebhookOutcome(false, e.Message);
        }
    }

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextTidy)
        {
            return;
        }

        _nextTidy = now.AddHours(1);
        var oldest = now - s_kept;
        await using var context = database.OpenReader();
        var old = await context.WebhookMessages.Where(row => row.EndedAt != null && row.EndedAt < oldest).OrderBy(row => row.Id).Take(500).ToListAsync(cancellationToken);
        var unit = new UnitOfWork();
        old.ForEach(unit.Delete);
        await commits.CommitAsync(unit);
    }

    [LoggerMessage(EventId = 641, Level = LogLevel.Warning, Message = "The webhook did not take event {EventId} within a day; it is given up: {Outcome}")]
    private static partial void GivenUp(ILogger logger, string eventId, string outcome);

    [LoggerMessage(EventId = 642, Level = LogLevel.Warning, Message = "Messages to the webhook wait: {Reason}")]
    private static partial void Broke(ILogger logger, string reason);
}

using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Alerts;

/// <summary>Says where alerts are sent, and tries it out.</summary>
public sealed class WebhookDesk
{
    private readonly WebhookOutbox _outbox;
    private readonly WebhookClient _client;
    private readonly KeyVault _vault;
    private readonly CommitQueue _commits;
    private readonly AuditTrail _trail;
    private readonly TimeProvider _clock;
    private readonly IOptions<AlertOptions> _options;

    internal WebhookDesk(WebhookOutbox outbox, WebhookClient client, KeyVault vault, CommitQueue commits, AuditTrail trail, TimeProvider clock, IOptions<AlertOptions> options) =>
        (_outbox, _client, _vault, _commits, _trail, _clock, _options) = (outbox, client, vault, commits, trail, clock, options);

    /// <summary>What is wrong with an address; null when messages can be sent there.</summary>
    public string? Fault(string? url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || url.Length > 500 || parsed.Scheme is not ("https" or "http") || parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0
            ? "The address must begin with https:// and hold no password."
            : parsed.Scheme == "http" && !_options.Value.AllowPrivateWebhooks ? "The address must begin with https://."
            : null;

    /// <summary>Sets the address; makes a new secret where there is none, or where asked to.</summary>
    /// <returns>The new secret, which is told this once; null where the old one stays.</returns>
    /// <exception cref="ArgumentException"><see cref="Fault"/> says what is wrong with the address.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<string?> SetAsync(string url, bool isEnabled, bool newSecret, Actor by)
    {
        if (Fault(url) is { } fault)
        {
            throw new ArgumentException(fault, nameof(url));
        }

        var known = _outbox.Webhook;
        var secret = known is null || newSecret ? $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=')}" : null;
        var row = new WebhookRow
        {
            Url = url,
            IsEnabled = isEnabled,
            ProtectedSecret = secret is null ? known!.ProtectedSecret : _vault.Protect(Encoding.UTF8.GetBytes(secret)),
            ChangedAt = _clock.GetUtcNow(),
            ChangedBy = by.Name,
        };
        var unit = new UnitOfWork();
        unit.Upsert(row);
        _trail.Note(unit, by, AuditWords.WebhookChanged, new Uri(url).Host, known, row);
        await _commits.CommitAsync(unit);
        _outbox.Set(row);
        return secret;
    }

    /// <summary>Sends a test message at once, and tells the answer.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was sent.</exception>
    public async Task<WebhookOutcome> TestAsync(Actor by, CancellationToken cancellationToken = default)
    {
        if (_outbox.Webhook is not { } webhook)
        {
            return new WebhookOutcome(false, "There is no webhook yet.");
        }

        await _trail.RecordAsync(by, AuditWords.WebhookTested, new Uri(webhook.Url).Host);
        var message = _outbox.Test();
        try
        {
            return await _client.SendAsync(webhook.Url, Encoding.UTF8.GetString(_vault.Unprotect(webhook.ProtectedSecret)), message.EventId, message.Body, cancellationToken);
        }
        catch (CryptographicException e)
        {
            return new WebhookOutcome(false, e.Message);
        }
    }
}

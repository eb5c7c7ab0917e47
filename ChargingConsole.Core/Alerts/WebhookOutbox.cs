using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Alerts;

/// <summary>The messages that have not arrived, in the order they happened; each lies on disk with the alert that it tells of.</summary>
public sealed class WebhookOutbox(Fleet fleet, TimeProvider clock) : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<long, WebhookMessageRow> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private volatile WebhookRow? _webhook;
    private long _lastId;

    /// <summary>Where alerts are sent; null while nobody said.</summary>
    public WebhookRow? Webhook => _webhook;

    /// <summary>How many messages wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>What came of the last try of any message; null before the first.</summary>
    public string? LastOutcome { get; private set; }

    /// <summary>The message for what happened to an alert; null where nothing is sent.</summary>
    internal WebhookMessageRow? Prepare(AlertRow row, string happened) => _webhook is { IsEnabled: true } ? Message(happened, row) : null;

    /// <summary>A message of its own, for a test.</summary>
    internal WebhookMessageRow Test() => Message("test", null);

    internal void Add(WebhookMessageRow message)
    {
        _waiting[message.Id] = message;
        _signal.Release();
    }

    internal void Set(WebhookRow webhook)
    {
        _webhook = webhook;
        _signal.Release();
    }

    internal void Load(WebhookRow? webhook, IEnumerable<WebhookMessageRow> waiting, long lastId)
    {
        (_webhook, _lastId) = (webhook, lastId);
        foreach (var message in waiting)
        {
            Add(message);
        }
    }

    /// <summary>The messages that are due, the oldest first.</summary>
    internal IReadOnlyList<WebhookMessageRow> Due() => [.. _waiting.Values.Where(message => message.NextAt <= clock.GetUtcNow()).OrderBy(message => message.Id)];

    internal void Moved(WebhookMessageRow message)
    {
        LastOutcome = message.LastOutcome;
        if (message.EndedAt is null)
        {
            _waiting[message.Id] = message;
        }
        else
        {
            _waiting.TryRemove(message.Id, out _);
        }
    }

    /// <summary>Waits for the next message, or for a second.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) => _signal.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private WebhookMessageRow Message(string happened, AlertRow? row)
    {
        var (now, eventId) = (clock.GetUtcNow(), Guid.NewGuid().ToString("N"));
        var body = JsonSerializer.Serialize(
            new
            {
                EventId = eventId,
                Event = happened,
                At = now.UtcDateTime,
                Alert = row is null ? null : new
                {
                    AlertId = row.Id,
                    Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Kind.ToString()),
                    Severity = JsonNamingPolicy.SnakeCaseLower.ConvertName(AlertKinds.Of(row.Kind).Severity.ToString()),
                    State = JsonNamingPolicy.SnakeCaseLower.ConvertName(row.State.ToString()),
                    row.Subject,
                    ChargePointId = row.ChargePointKey is { } key ? fleet.Find(key)?.Id : null,
                    Message = AlertKinds.English(row),
                    RaisedAt = row.RaisedAt.UtcDateTime,
                    AcknowledgedAt = row.AcknowledgedAt?.UtcDateTime,
                    row.AcknowledgedBy,
                    row.Note,
                    ResolvedAt = row.ResolvedAt?.UtcDateTime,
                },
            },
            s_json);
        return new WebhookMessageRow { Id = Interlocked.Increment(ref _lastId), EventId = eventId, Event = happened, Body = body, CreatedAt = now, NextAt = now };
    }
}

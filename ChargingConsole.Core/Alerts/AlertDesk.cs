using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Alerts;

/// <summary>
/// Where alerts are raised, taken on and resolved: on disk with the message to the webhook, then in memory. One change
/// at a time, so that memory says at the end what the disk says.
/// </summary>
public sealed class AlertDesk(AlertBook book, WebhookOutbox outbox, CommitQueue commits, AuditTrail trail, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes an alert on.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="note">What the operator notes.</param>
    /// <param name="by">Who.</param>
    /// <returns>The alert as it stands; null when it is resolved already or there is none. One that was taken on before keeps who did.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public Task<AlertRow?> AcknowledgeAsync(long id, string? note, Actor by) => InTurnAsync(async () =>
    {
        if (book.Find(id) is not { } row)
        {
            return null;
        }

        if (row.State == AlertState.Acknowledged)
        {
            return row;
        }

        var taken = row with { AcknowledgedAt = clock.GetUtcNow(), AcknowledgedBy = by.Name, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() };
        var unit = new UnitOfWork();
        unit.Upsert(taken);
        trail.Note(unit, by, AuditWords.AlertAcknowledged, taken.Subject, $"{taken.Kind} {id.ToString(CultureInfo.InvariantCulture)}{(taken.Note is null ? "" : $": {taken.Note}")}");
        return await WriteAsync(taken, unit, "alert.acknowledged");
    });

    /// <summary>Raises an alert, unless the same stands.</summary>
    internal Task<AlertRow?> RaiseAsync(AlertCondition condition) => InTurnAsync(async () =>
    {
        if (book.Open.Any(open => open.Kind == condition.Kind && string.Equals(open.Subject, condition.Subject, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var row = new AlertRow
        {
            Id = book.NextId(),
            Kind = condition.Kind,
            Subject = condition.Subject,
            ChargePointKey = condition.ChargePointKey,
            Value = condition.Value,
            Words = condition.Words,
            RaisedAt = clock.GetUtcNow(),
        };
        var unit = new UnitOfWork();
        unit.Insert(row);
        return await WriteAsync(row, unit, "alert.raised");
    });

    /// <summary>Resolves an alert.</summary>
    internal Task<AlertRow?> ResolveAsync(long id) => InTurnAsync(async () =>
    {
        if (book.Find(id) is not { } row)
        {
            return null;
        }

        var resolved = row with { ResolvedAt = clock.GetUtcNow() };
        var unit = new UnitOfWork();
        unit.Upsert(resolved);
        return await WriteAsync(resolved, unit, "alert.resolved");
    });

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<AlertRow?> WriteAsync(AlertRow row, UnitOfWork unit, string happened)
    {
        var message = outbox.Prepare(row, happened);
        if (message is not null)
        {
            unit.Insert(message);
        }

        try
        {
            await commits.CommitAsync(unit);
        }
        catch (DatabaseUnavailableException) when (row is { Kind: AlertKind.Database, ResolvedAt: null })
        {
            // That it cannot be stored is what it tells: it is shown and sent all the same, and stored with its end.
        }

        book.Put(row);
        if (message is not null)
        {
            outbox.Add(message);
        }

        return row;
    }

    private async Task<AlertRow?> InTurnAsync(Func<Task<AlertRow?>> act)
    {
        await _turn.WaitAsync();
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}

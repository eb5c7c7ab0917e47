using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.Firmware;

/// <summary>
/// Writes down the steps of transfers. A transfer moves on from several sides at once (the answer, status messages,
/// the file itself, the next boot, the clock); each step is taken and queued under the transfer's own lock.
/// </summary>
public sealed class TransferLog(TransferBook book, CommitQueue commits, Fleet fleet, ILiveFeed feed, TimeProvider clock)
{
    /// <summary>Takes what a charge point tells of a transfer. What nobody here asked for is kept as a transfer of its own.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was kept.</exception>
    internal async ValueTask ToldAsync(ChargePoint chargePoint, TransferKind kind, string status, long? requestId, DateTimeOffset now)
    {
        status = Short(status, 64)!;
        var transfer = Meant(chargePoint, kind, requestId);
        if (status == "Idle" && transfer is not { IsRecorded: true })
        {
            // Nothing is going on, and nothing is known of anything: the frame in the journal says it all.
            return;
        }

        if (transfer is not null)
        {
            await StepAsync(transfer, row => TransferRules.After(row, status, now), status, isTold: true, TransferRules.Detail, now);
            return;
        }

        transfer = book.Add(Unasked(chargePoint, kind, requestId, now), isRecorded: false);
        try
        {
            await StepAsync(transfer, row => TransferRules.After(row, status, now), status, isTold: true, TransferRules.Detail, now);
        }
        catch
        {
            if (!transfer.IsRecorded)
            {
                // The repeated status makes it anew.
                book.Remove(transfer);
            }

            throw;
        }
    }

    /// <summary>Takes what was seen here.</summary>
    internal async Task SeenAsync(Transfer transfer, Func<TransferRow, TransferRow> change, string status, string? detail) =>
        await StepAsync(transfer, change, status, isTold: false, (_, _) => detail, clock.GetUtcNow());

    /// <summary>Adds to a boot's unit what the boot says about updates; gives what to do when it was committed, or was not.</summary>
    internal (Action Committed, Action Failed)? Booted(ChargePoint chargePoint, string? version, DateTimeOffset now, UnitOfWork unit)
    {
        Action? committed = null, failed = null;
        foreach (var transfer in book.Recorded(chargePoint.Key))
        {
            lock (transfer.Lock)
            {
                if (!IsUnproven(transfer.Row))
                {
                    continue;
                }

                var (next, detail) = TransferRules.AfterBoot(transfer.Row, version, now);
                var number = transfer.Take(next);
                unit.Upsert(next);
                var hasStep = AddStep(unit, transfer, "Booted", isTold: false, detail, now);
                committed += () =>
                {
                    transfer.Written(number, next);
                    Settle(transfer, next);
                };
                failed += () => transfer.NotWritten(next, hasStep, wasRecorded: true);
            }
        }

        return committed is null || failed is null ? null : (committed, failed);
    }

    /// <summary>Takes up the proof of a boot that could not be written when it came.</summary>
    internal async Task ProveAsync(Transfer transfer)
    {
        var version = fleet.Find(transfer.Row.ChargePointKey)?.State.Row.FirmwareVersion;
        var now = clock.GetUtcNow();
        if (IsUnproven(transfer.Row) && version is not null && transfer.Row.VersionBefore is { } before && version != before)
        {
            await SeenAsync(transfer, row => IsUnproven(row) ? TransferRules.AfterBoot(row, version, now).Row : row, "Booted", TransferRules.AfterBoot(transfer.Row, version, now).Detail);
        }
    }

    private static bool IsUnproven(TransferRow row) => row is { IsUpdate: true, IsOpen: true, State: >= TransferState.Accepted };

    /// <summary>Writes a transfer again if it moved on while its unit was on the way, so that the disk ends with the latest.</summary>
    internal void Settle(Transfer transfer, TransferRow written)
    {
        lock (transfer.Lock)
        {
            if (!ReferenceEquals(transfer.Row, written))
            {
                var unit = new UnitOfWork();
                unit.Upsert(transfer.Row);
                _ = commits.CommitAsync(unit).ContinueWith(static task => task.Exception, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Adds a step to a unit; the transfer's lock is held.</summary>
    /// <returns>Whether there was room for it.</returns>
    internal static bool AddStep(UnitOfWork unit, Transfer transfer, string status, bool isTold, string? detail, DateTimeOffset at)
    {
        if (transfer.Steps >= TransferRules.MaxSteps)
        {
            return false;
        }

        transfer.Steps++;
        unit.Insert(new TransferStepRow { TransferId = transfer.Row.Id, At = at, Status = Short(status, 64)!, IsTold = isTold, Detail = Short(detail, 500) });
        return true;
    }

    /// <summary>The transfer a status is about. Some answer a signed update with plain statuses, or the other way round; so it is with logs.</summary>
    private Transfer? Meant(ChargePoint chargePoint, TransferKind kind, long? requestId)
    {
        var own = book.Newest(chargePoint.Key, kind, requestId) ?? (requestId is null ? null : book.Newest(chargePoint.Key, kind, null));
        if (own is { Row.IsOpen: true })
        {
            return own;
        }

        var sibling = book.Newest(chargePoint.Key, kind switch
        {
            TransferKind.Firmware => TransferKind.SignedFirmware,
            TransferKind.SignedFirmware => TransferKind.Firmware,
            TransferKind.Diagnostics => TransferKind.Log,
            _ => TransferKind.Diagnostics,
        }, null);
        return sibling is { Row.IsOpen: true } ? sibling : own;
    }

    private async ValueTask StepAsync(
        Transfer transfer, Func<TransferRow, TransferRow> change, string status, bool isTold, Func<TransferRow, string, string?> detail, DateTimeOffset now)
    {
        TransferRow next;
        bool hasStep, wasRecorded;
        int number;
        Task written;
        lock (transfer.Lock)
        {
            var before = transfer.Row;
            next = change(before);
            // Some tell the same status every second: once is enough for the record, when that once is on disk.
            if (isTold && transfer is { IsRecorded: true, IsWritten: true } && before.LastStatus == status && before.State == next.State)
            {
                transfer.Show(next);
                return;
            }

            (wasRecorded, transfer.IsRecorded) = (transfer.IsRecorded, true);
            number = transfer.Take(next);
            var unit = new UnitOfWork();
            unit.Upsert(next);
            hasStep = AddStep(unit, transfer, status, isTold, detail(next, status), now);
            try
            {
                written = commits.CommitAsync(unit);
            }
            catch (DatabaseUnavailableException e)
            {
                written = Task.FromException(e);
            }
        }

        try
        {
            await written;
        }
        catch
        {
            transfer.NotWritten(next, hasStep, wasRecorded);
            throw;
        }

        transfer.Written(number, next);
        if (fleet.Find(transfer.Row.ChargePointKey) is { } chargePoint)
        {
            feed.Changed(chargePoint, FeedTopics.State);
        }
    }

    private TransferRow Unasked(ChargePoint chargePoint, TransferKind kind, long? requestId, DateTimeOffset now) => new()
    {
        Id = book.NextId(),
        ChargePointKey = chargePoint.Key,
        Kind = kind,
        State = TransferState.Running,
        RequestId = requestId,
        RequestedBy = "",
        RequestedAt = now,
        ExpiresAt = now.AddDays(1),
        LastAt = now,
        VersionBefore = kind is TransferKind.Firmware or TransferKind.SignedFirmware ? chargePoint.State.Row.FirmwareVersion : null,
    };

    private static string? Short(string? text, int length) => text is not null && text.Length > length ? text[..length] : text;
}

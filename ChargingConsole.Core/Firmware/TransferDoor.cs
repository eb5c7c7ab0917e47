using ChargingConsole.Core.Data;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>Whether an address given to a charge point works.</summary>
public enum TransferAccess
{
    /// <summary>It does.</summary>
    Open,
    /// <summary>There is no such address; a wrong secret is told no more than that.</summary>
    Unknown,
    /// <summary>Its time is over, or its request was refused or replaced.</summary>
    Expired,
    /// <summary>The file has come already: an address takes one.</summary>
    Used,
    /// <summary>A file is coming through it right now.</summary>
    Busy,
    /// <summary>It is for the other direction.</summary>
    WrongWay,
}

/// <summary>Where charge points fetch firmware and deliver files, by the addresses they were given.</summary>
public sealed class TransferDoor(TransferBook book, TransferLog log, FirmwareFiles files, FileStore store, TimeProvider clock, IOptions<FirmwareOptions> options)
{
    /// <summary>The most bytes a charge point may deliver.</summary>
    public long MaxBytes => options.Value.MaxUploadMiB * 1024L * 1024L;

    /// <summary>The firmware file behind an address. It may be fetched again until its time is over, since downloads break off.</summary>
    public (TransferAccess Access, FirmwareFileRow? File) LookUp(long id, string secret)
    {
        var (access, transfer) = Check(id, secret);
        return access != TransferAccess.Open ? (access, null)
            : !transfer!.Row.IsUpdate ? (TransferAccess.WrongWay, null)
            : transfer.Row.FileName is { } name && files.Find(name) is { } file ? (TransferAccess.Open, file)
            : (TransferAccess.Expired, null);
    }

    /// <summary>
    /// Notes that a charge point has begun to fetch its file; once is enough, however many parts it asks for. While the
    /// database is away that waits for the next part: the charge point gets its file all the same.
    /// </summary>
    public async Task FetchedAsync(long id, string from)
    {
        if (book.Find(id) is { } transfer && Interlocked.Exchange(ref transfer.Receiving, 1) == 0)
        {
            var now = clock.GetUtcNow();
            try
            {
                await log.SeenAsync(
                    transfer,
                    row => row.State <= TransferState.Accepted ? TransferRules.Moved(row, TransferState.Running, now) : row with { LastAt = now },
                    "Fetching",
                    $"The file is being fetched from {from}.");
            }
            catch (DatabaseUnavailableException)
            {
                Volatile.Write(ref transfer.Receiving, 0);
            }
        }
    }

    /// <summary>Takes the file that a charge point delivers.</summary>
    /// <param name="id">The transfer's number.</param>
    /// <param name="secret">The secret of its address.</param>
    /// <param name="name">What the charge point calls the file.</param>
    /// <param name="content">Gives its content, once it is known to be wanted; null when there is none.</param>
    /// <param name="cancellationToken">The connection broke off; nothing is kept, and the charge point may try again.</param>
    /// <exception cref="FileTooLargeException">There is more than may be kept.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was kept.</exception>
    public async Task<(TransferAccess Access, StoredFile? File)> ReceiveAsync(
        long id, string secret, string? name, Func<Task<(Stream Content, string? Name)?>> content, CancellationToken cancellationToken)
    {
        var (access, transfer) = Check(id, secret);
        if (access != TransferAccess.Open || transfer!.Row.IsUpdate)
        {
            return (access == TransferAccess.Open ? TransferAccess.WrongWay : access, null);
        }

        if (Interlocked.Exchange(ref transfer.Receiving, 1) != 0)
        {
            return (TransferAccess.Busy, null);
        }

        try
        {
            if (transfer.Row.Sha256 is not null)
            {
                return (TransferAccess.Used, null);
            }

            if (await content() is not { } delivered)
            {
                return (TransferAccess.Open, null);
            }

            var stored = await store.SaveAsync(delivered.Content, MaxBytes, null, cancellationToken);
            await KeepAsync(transfer, stored, FileNames.Clean(delivered.Name ?? name, DefaultName(transfer.Row)));
            return (TransferAccess.Open, stored);
        }
        finally
        {
            Volatile.Write(ref transfer.Receiving, 0);
        }
    }

    private async Task KeepAsync(Transfer transfer, StoredFile stored, string name)
    {
        var now = clock.GetUtcNow();
        try
        {
            await log.SeenAsync(
                transfer,
                row => TransferRules.Moved(row, TransferState.Done, now) with { FileName = name, StoredAs = stored.StoredAs, SizeBytes = stored.SizeBytes, Sha256 = stored.Sha256 },
                "Received",
                $"{name}, {stored.SizeBytes} bytes.");
        }
        catch
        {
            store.Remove(stored.StoredAs);
            lock (transfer.Lock)
            {
                // Taken back already, unless something followed it.
                transfer.Show(transfer.Row.StoredAs != stored.StoredAs ? transfer.Row : transfer.Row with { StoredAs = null, SizeBytes = null, Sha256 = null, State = TransferState.Running, EndedAt = null });
            }

            throw;
        }
    }

    private (TransferAccess Access, Transfer? Transfer) Check(long id, string secret)
    {
        if (book.Find(id) is not { } transfer || !TransferBook.IsSecret(transfer.Row.SecretHash, secret))
        {
            return (TransferAccess.Unknown, null);
        }

        var isOver = transfer.Row.ExpiresAt <= clock.GetUtcNow() || transfer.Row.State is TransferState.Refused or TransferState.Replaced or TransferState.Expired;
        return (isOver ? TransferAccess.Expired : TransferAccess.Open, transfer);
    }

    private static string DefaultName(TransferRow row) => $"{(row.Kind == TransferKind.Log ? "log" : "diagnostics")}-{row.Id}.bin";
}

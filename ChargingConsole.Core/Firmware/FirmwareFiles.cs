using System.Collections.Immutable;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>What operators say about a firmware file besides its content.</summary>
/// <param name="Version">The version that a charge point reports once it runs this.</param>
/// <param name="Note">What operators should know of it.</param>
/// <param name="SigningCertificate">The manufacturer's certificate as PEM.</param>
/// <param name="Signature">The manufacturer's signature in base64.</param>
public sealed record FirmwareFacts(string? Version = null, string? Note = null, string? SigningCertificate = null, string? Signature = null)
{
    /// <summary>What is wrong with it: a member and a sentence; null when it can be kept.</summary>
    public (string Member, string Message)? Fault() =>
        Version is { Length: > 50 } ? ("version", "version is longer than 50 characters.")
        : Note is { Length: > 1000 } ? ("note", "note is longer than 1000 characters.")
        : SigningCertificate is { Length: > 5500 } ? ("signing_certificate", "signing_certificate is longer than 5500 characters.")
        : Signature is { Length: > 800 } ? ("signature", "signature is longer than 800 characters.")
        : null;
}

/// <summary>The firmware files that charge points may fetch: on disk first, then in memory.</summary>
public sealed class FirmwareFiles(FileStore store, TransferBook transfers, CommitQueue commits, AuditTrail trail, TimeProvider clock, IOptions<FirmwareOptions> options) : IDisposable
{
    private static readonly ImmutableDictionary<string, FirmwareFileRow> s_none = ImmutableDictionary.Create<string, FirmwareFileRow>(StringComparer.OrdinalIgnoreCase);

    // One change at a time: what memory says at the end is then what the disk says.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ImmutableDictionary<string, FirmwareFileRow> _byName = s_none;

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<FirmwareFileRow> All => [.. _byName.Values.OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The most bytes a file may have.</summary>
    public long MaxBytes => options.Value.MaxFirmwareMiB * 1024L * 1024L;

    /// <summary>The file of this name, in whatever case; null when there is none.</summary>
    public FirmwareFileRow? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Keeps a file, in the place of the one that had the name before.</summary>
    /// <returns>The file as stored, and whether the name is new.</returns>
    /// <exception cref="FileTooLargeException">There is more than may be kept.</exception>
    /// <exception cref="InvalidOperationException">A charge point has still to fetch the one that has the name.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(FirmwareFileRow File, bool IsNew)> PutAsync(
        string name, Stream content, FirmwareFacts facts, Actor uploadedBy, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        if (FileNames.Fault(name) is { } fault)
        {
            throw new ArgumentException(fault, nameof(name));
        }

        Refuse(name);
        var stored = await store.SaveAsync(content, MaxBytes, progress, cancellationToken);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var known = Find(name);
            try
            {
                // Once more: a charge point may have been told of it during the upload.
                Refuse(name);
            }
            catch
            {
                store.Remove(stored.StoredAs);
                throw;
            }

            var row = new FirmwareFileRow
            {
                Name = known?.Name ?? name,
                SizeBytes = stored.SizeBytes,
                Sha256 = stored.Sha256,
                Version = Text(facts.Version),
                Note = Text(facts.Note),
                SigningCertificate = Text(facts.SigningCertificate),
                Signature = Text(facts.Signature),
                UploadedAt = clock.GetUtcNow(),
                UploadedBy = uploadedBy.Name,
                StoredAs = stored.StoredAs,
            };
            await CommitAsync(
                unit =>
                {
                    unit.Upsert(row);
                    trail.Note(unit, uploadedBy, AuditWords.FirmwareStored, row.Name, known, row);
                },
                stored.StoredAs);
            _byName = _byName.SetItem(row.Name, row);
            if (known is not null)
            {
                store.Remove(known.StoredAs);
            }

            return (row, known is null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a file; false when there is none of that name.</summary>
    /// <exception cref="InvalidOperationException">A charge point has still to fetch it.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveAsync(string name, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (Find(name) is not { } known)
            {
                return false;
            }

            Refuse(known.Name);
            await CommitAsync(
                unit =>
                {
                    unit.Delete(known);
                    trail.Note(unit, by, AuditWords.FirmwareRemoved, known.Name, known, null);
                },
                null);
            _byName = _byName.Remove(known.Name);
            store.Remove(known.StoredAs);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    internal void Put(FirmwareFileRow row) => _byName = _byName.SetItem(row.Name, row);

    /// <summary>The bytes behind an address that was given out stay what they are.</summary>
    private void Refuse(string name)
    {
        if (transfers.IsWaitedFor(name))
        {
            throw new InvalidOperationException("A charger has been told to fetch this file, and has not ended yet.");
        }
    }

    private async Task CommitAsync(Action<UnitOfWork> change, string? stored)
    {
        var unit = new UnitOfWork();
        change(unit);
        try
        {
            await commits.CommitAsync(unit);
        }
        catch when (stored is not null)
        {
            store.Remove(stored);
            throw;
        }
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

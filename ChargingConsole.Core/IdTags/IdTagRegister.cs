using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.IdTags;

/// <summary>Makes, changes and removes id tags: on disk first, then in <see cref="IdTagBook"/>.</summary>
public sealed class IdTagRegister(IdTagBook book, CommitQueue commits, AuditTrail trail, TimeProvider clock) : IDisposable
{
    // Charging shares the disk, so a long list is written in pieces.
    private const int RowsAtOnce = 500;

    // One change at a time: what memory says at the end is then what the disk says.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the tag or replaces all that is known of it; its first spelling and its date of birth stay.</summary>
    /// <returns>The tag as stored, and whether it is new.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(IdTagRow Tag, bool IsNew)> PutAsync(string idTag, Func<IdTagRow, IdTagRow> change, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            var known = book.Find(idTag);
            var before = known ?? new IdTagRow { IdTag = idTag.Trim(), CreatedAt = clock.GetUtcNow() };
            var tag = change(before) with { IdTag = before.IdTag, CreatedAt = before.CreatedAt };
            await WriteAsync([tag], by);
            return (tag, known is null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a tag; null when there is one of that name already.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<IdTagRow?> AddAsync(string idTag, Func<IdTagRow, IdTagRow> change, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (book.Find(idTag) is not null)
            {
                return null;
            }

            var blank = new IdTagRow { IdTag = idTag.Trim(), CreatedAt = clock.GetUtcNow() };
            var tag = change(blank) with { IdTag = blank.IdTag, CreatedAt = blank.CreatedAt };
            await WriteAsync([tag], by);
            return tag;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes a tag that is known; null when it is not, since what was removed meanwhile is not brought back by an edit.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<IdTagRow?> ChangeAsync(string idTag, Func<IdTagRow, IdTagRow> change, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (book.Find(idTag) is not { } known)
            {
                return null;
            }

            var tag = change(known) with { IdTag = known.IdTag, CreatedAt = known.CreatedAt };
            await WriteAsync([tag], by);
            return tag;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes in a list of tags: all lines that are in order, some hundred at a time.</summary>
    /// <returns>What became of each line; with an error that tells how far it came when the database went away midway.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<IdTagImport> ImportAsync(string csv, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            var import = IdTagImport.Plan(csv, book, clock.GetUtcNow());
            var taken = 0;
            try
            {
                foreach (var some in import.Rows.Chunk(RowsAtOnce))
                {
                    await WriteAsync(some, by, AuditWords.IdTagImported);
                    taken += some.Length;
                }
            }
            catch (DatabaseUnavailableException) when (taken > 0)
            {
                return import with
                {
                    Error = string.Create(CultureInfo.InvariantCulture, $"The database went away after {taken} of {import.Rows.Count()} tags. Import the list again for the rest: those stay as they are."),
                };
            }

            return import;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings a removed tag back as it was; false when there is one of that name again.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RestoreAsync(IdTagRow removed, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (book.Find(removed.IdTag) is not null)
            {
                return false;
            }

            await WriteAsync([removed], by, AuditWords.IdTagRestored);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes the tag; false when it is unknown. Its open transactions go on.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveAsync(string idTag, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (book.Find(idTag) is not { } known)
            {
                return false;
            }

            var unit = new UnitOfWork();
            unit.Delete(known);
            trail.Note(unit, by, AuditWords.IdTagRemoved, known.IdTag, known, null);
            await commits.CommitAsync(unit);
            book.Remove(known.IdTag);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task WriteAsync(IdTagRow[] tags, Actor by, string? what = null)
    {
        if (tags.Length == 0)
        {
            return;
        }

        var unit = new UnitOfWork();
        foreach (var tag in tags)
        {
            var known = book.Find(tag.IdTag);
            if (known is null)
            {
                unit.Insert(tag);
            }
            else
            {
                unit.Update(tag);
            }

            trail.Note(unit, by, what ?? (known is null ? AuditWords.IdTagMade : AuditWords.IdTagChanged), tag.IdTag, known, tag);
        }

        await commits.CommitAsync(unit);
        foreach (var tag in tags)
        {
            book.Put(tag);
        }
    }
}

using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Views;

/// <summary>
/// The views that people saved. They are kept in the database and not in the browser, so that they are there at every
/// desk and phone of the same person, and come back with a back-up.
/// </summary>
public sealed class SavedViews(ChargingDatabase database, CommitQueue commits, TimeProvider clock)
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 60;

    /// <summary>The longest query.</summary>
    public const int MaxQuery = 1000;

    /// <summary>How many one person keeps of one page.</summary>
    public const int Most = 30;

    /// <summary>The views of one person, by name.</summary>
    public async Task<IReadOnlyList<SavedViewRow>> ListAsync(string owner, string page, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.SavedViews.Where(row => row.Owner == owner && row.Page == page).OrderBy(row => row.Name).Take(Most).ToListAsync(cancellationToken);
    }

    /// <summary>Saves a view, in the place of one with the same name.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<SavedViewRow> PutAsync(string owner, string page, string name, string query)
    {
        var row = new SavedViewRow { Owner = owner, Page = page, Name = name.Trim(), Query = query, SavedAt = clock.GetUtcNow() };
        ArgumentOutOfRangeException.ThrowIfZero(row.Name.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Name.Length, MaxName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Query.Length, MaxQuery);
        var unit = new UnitOfWork();
        unit.Upsert(row);
        await commits.CommitAsync(unit);
        return row;
    }

    /// <summary>Removes a view.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public Task RemoveAsync(SavedViewRow row)
    {
        var unit = new UnitOfWork();
        unit.Delete(row);
        return commits.CommitAsync(unit);
    }
}

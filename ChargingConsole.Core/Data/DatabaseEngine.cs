using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>What differs between the databases: how to connect, and what an error means.</summary>
internal abstract class DatabaseEngine
{
    /// <summary>A context on this database.</summary>
    public abstract ChargingDbContext CreateContext();

    /// <summary>Opens the connection that <see cref="CommitQueue"/> writes on.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Makes a statement ready on that connection.</summary>
    public abstract RowStatement Prepare(DbConnection connection, RowSql sql);

    /// <summary>The database is away, busy or full: the same work may succeed later.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>The work contradicts a key or another constraint: it will never succeed.</summary>
    public abstract bool IsConflict(Exception exception);

    /// <summary>Brings the schema up to date; creates it when there is none.</summary>
    public virtual async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await context.Database.MigrateAsync(cancellationToken);
    }
}

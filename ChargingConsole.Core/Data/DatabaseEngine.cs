using System.Data.Common;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace ChargingConsole.Core.Data;

/// <summary>What differs between the databases: how to connect, and what an error means.</summary>
internal abstract class DatabaseEngine
{
    /// <summary>The database that the configuration names.</summary>
    public static DatabaseEngine Create(IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Charging");
        return configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite) switch
        {
            DatabaseProvider.SqlServer => new SqlServerEngine(
                connection ?? throw new InvalidOperationException("Database:Provider is SqlServer, so ConnectionStrings:Charging must name the server.")),
            _ => new SqliteEngine(connection ?? "Data Source=data/charging.db"),
        };
    }

    /// <summary>A context on this database.</summary>
    public abstract ChargingDbContext CreateContext();

    /// <summary>Opens the connection that <see cref="CommitQueue"/> writes on.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Looks after the database between two commits, on the writer's thread and connection.</summary>
    public virtual void Committed(DbConnection writer)
    {
    }

    /// <summary>Gets ready to write the model's rows on that connection.</summary>
    public abstract RowWriter OpenRows(DbConnection connection, ChargingDbContext model);

    /// <summary>Whether an error of a commit leaves open what became of it, since its answer may have been lost on the way.</summary>
    public virtual bool CommitCanBeInDoubt => false;

    /// <summary>What follows the table's name in a query that is to wait for whoever is writing the row.</summary>
    public virtual string WaitingForWriters => "";

    /// <summary>Whether a second writer would only be in the way of the first.</summary>
    public virtual bool HasOneWriter => false;

    /// <summary>The folder of an embedded database; null for a server.</summary>
    public virtual string? Folder => null;

    /// <summary>How large an embedded database is; null for a server.</summary>
    public virtual long? SizeBytes => null;

    /// <summary>Looks at what there is before anything is opened.</summary>
    /// <exception cref="DatabaseRefusedException">A start would do harm.</exception>
    public virtual void Check()
    {
    }

    /// <summary>What to tell of an error that no retry mends; null for any other.</summary>
    public virtual DatabaseRefusedException? Refusal(Exception exception) => null;

    /// <summary>Copies an embedded database, as it is at this moment, into a new file.</summary>
    public virtual void CopyTo(string file) => throw new NotSupportedException();

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

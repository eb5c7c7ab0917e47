using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>Where queries get their contexts from. Rows are written by <see cref="CommitQueue"/> alone.</summary>
public sealed class ChargingDatabase
{
    internal ChargingDatabase(DatabaseEngine engine) => Engine = engine;

    internal DatabaseEngine Engine { get; }

    /// <summary>The folder of an embedded database; null for a server.</summary>
    public string? Folder => Engine.Folder;

    /// <summary>How large an embedded database is, in bytes; null for a server.</summary>
    public long? SizeBytes => Engine.SizeBytes;

    /// <summary>A context to read with; the caller disposes of it.</summary>
    public ChargingDbContext OpenReader()
    {
        var context = Engine.CreateContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }
}

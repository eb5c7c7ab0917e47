using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>Where queries get their contexts from. Rows are written by <see cref="CommitQueue"/> alone.</summary>
public sealed class ChargingDatabase
{
    internal ChargingDatabase(DatabaseEngine engine) => Engine = engine;

    internal DatabaseEngine Engine { get; }

    /// <summary>A context to read with; the caller disposes of it.</summary>
    public ChargingDbContext OpenReader()
    {
        var context = Engine.CreateContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }
}

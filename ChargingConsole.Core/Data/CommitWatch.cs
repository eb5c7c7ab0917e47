using System.Diagnostics;
using ChargingConsole.Core.Metrics;

namespace ChargingConsole.Core.Data;

/// <summary>Watches the commit queue's one thread: how long commits take, and whether the database takes them.</summary>
internal sealed class CommitWatch(TimeProvider clock, ChargingMeter? meter)
{
    /// <summary>How long a commit may take, or a failure be remembered, until the database counts as away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Activity? _span;
    private long _began;
    private long _failed;

    /// <summary>Whether the last word of the database was good, and it is not keeping anyone waiting.</summary>
    public bool IsTaking
    {
        get
        {
            var began = Volatile.Read(ref _began);
            var failed = Volatile.Read(ref _failed);
            return (began == 0 || clock.GetElapsedTime(began) < Patience) && (failed == 0 || clock.GetElapsedTime(failed) >= Patience);
        }
    }

    public void Began(int units)
    {
        Volatile.Write(ref _began, clock.GetTimestamp());
        _span = ChargingTrace.Commit(units);
    }

    public void Committed(int units)
    {
        meter?.Committed(units, clock.GetElapsedTime(_began));
        Volatile.Write(ref _failed, 0);
        Ended();
    }

    public void GivenUp()
    {
        meter?.CommitGivenUp();
        Volatile.Write(ref _failed, clock.GetTimestamp());
        _span?.SetStatus(ActivityStatusCode.Error, "The database is away.");
        Ended();
    }

    public void Refused()
    {
        Volatile.Write(ref _failed, 0);
        _span?.SetStatus(ActivityStatusCode.Error, "The database refused it.");
        Ended();
    }

    private void Ended()
    {
        Volatile.Write(ref _began, 0);
        _span?.Dispose();
        _span = null;
    }
}

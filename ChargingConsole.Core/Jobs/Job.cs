using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Jobs;

/// <summary>
/// A job in memory. Its requests change from several sides at once (the run, answers, late answers, who
/// cancels it); rows are queued for the disk under its lock, so that the disk sees them in the order they were taken.
/// </summary>
internal sealed class Job : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly JobTargetRow[] _targets;
    private readonly HashSet<int> _unanswered = [];
    private readonly int[] _counts = new int[(int)JobTargetState.Cancelled + 1];
    private JobRow _row;
    private bool _isDisposed;
    private long _version;

    /// <param name="row">The job as stored.</param>
    /// <param name="targets">All its requests, by number.</param>
    public Job(JobRow row, JobTargetRow[] targets)
    {
        _row = row;
        _targets = targets;
        Steps = JobStep.Read(row.Steps);
        foreach (var target in targets)
        {
            _counts[(int)target.State]++;
        }

        if (row.State == JobState.Cancelling)
        {
            _cancelled.Cancel();
        }
    }

    public Lock Lock { get; } = new();

    public IReadOnlyList<JobStep> Steps { get; }

    /// <summary>Counts up with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Set when an operator cancels it.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>The job as it stands, without counts.</summary>
    public JobRow Row => Volatile.Read(ref _row);

    /// <summary>The requests, by number.</summary>
    public IReadOnlyList<JobTargetRow> Targets => _targets;

    /// <summary>The job with its counts as they stand.</summary>
    public JobProgress Progress
    {
        get
        {
            lock (Lock)
            {
                return new JobProgress(JobProgress.Counted(_row, Count), Count(JobTargetState.Asking));
            }
        }
    }

    /// <summary>Takes a request as it is now.</summary>
    public void Take(JobTargetRow target)
    {
        lock (Lock)
        {
            ref var place = ref _targets[target.Number];
            _counts[(int)place.State]--;
            _counts[(int)target.State]++;
            place = target;
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>A request goes out, and its answer is not known.</summary>
    public void Asking(JobTargetRow target)
    {
        lock (Lock)
        {
            _unanswered.Add(target.Number);
            Take(target);
        }
    }

    /// <summary>The answer is known now; false when it was before.</summary>
    public bool Answered(int number)
    {
        lock (Lock)
        {
            return _unanswered.Remove(number);
        }
    }

    /// <summary>Whether the answer to a request is still open.</summary>
    public bool IsUnanswered(int number)
    {
        lock (Lock)
        {
            return _unanswered.Contains(number);
        }
    }

    /// <summary>Changes the job itself: queued for the disk here, in memory at once.</summary>
    public Task ChangeAsync(CommitQueue commits, Func<JobRow, JobRow> change, Action<UnitOfWork>? recording = null)
    {
        lock (Lock)
        {
            var next = JobProgress.Counted(change(_row), Count);
            var unit = new UnitOfWork();
            unit.Update(next);
            recording?.Invoke(unit);
            var written = commits.CommitAsync(unit);
            _row = next;
            Volatile.Write(ref _version, _version + 1);
            return written;
        }
    }

    /// <summary>No further request goes out.</summary>
    public void Cancel()
    {
        lock (Lock)
        {
            if (!_isDisposed)
            {
                // What hears of it must not run in here.
                _ = _cancelled.CancelAsync();
            }
        }
    }

    /// <summary>Its run is over.</summary>
    public void Dispose()
    {
        lock (Lock)
        {
            _isDisposed = true;
            _cancelled.Dispose();
        }
    }

    private int Count(JobTargetState state) => _counts[(int)state];
}

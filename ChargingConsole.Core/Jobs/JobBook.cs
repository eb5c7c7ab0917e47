using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ChargingConsole.Core.Jobs;

/// <summary>The jobs that have not ended, in memory, and the commands whose answers they wait for.</summary>
public sealed class JobBook
{
    private readonly ConcurrentDictionary<long, Job> _jobs = new();
    private readonly ConcurrentDictionary<long, (Job Job, int Number)> _asked = new();
    private readonly Channel<Job> _added = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private long _lastId;
    private long _version;

    /// <summary>Counts up when a job is made or ends.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many have not ended.</summary>
    public int Count => _jobs.Count;

    /// <summary>The progress of a job that has not ended, and a number that changes whenever it does; null for any other.</summary>
    public (JobProgress Progress, long Version)? Find(long id) =>
        _jobs.TryGetValue(id, out var job) ? (job.Progress, job.Version) : null;

    /// <summary>Jobs to run, as they come.</summary>
    internal ChannelReader<Job> Added => _added.Reader;

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(long lastId) => _lastId = lastId;

    internal Job? Running(long id) => _jobs.GetValueOrDefault(id);

    /// <summary>The job that repeats what was left of another and has not ended.</summary>
    internal Job? RetryOf(long id) => _jobs.Values.FirstOrDefault(job => job.Row.RetryOf == id);

    internal void Add(Job job)
    {
        _jobs[job.Row.Id] = job;
        Interlocked.Increment(ref _version);
        _added.Writer.TryWrite(job);
    }

    internal void Ended(Job job)
    {
        _jobs.TryRemove(job.Row.Id, out _);
        Interlocked.Increment(ref _version);
    }

    /// <summary>The answer to this command belongs to that request.</summary>
    internal void Expect(long commandId, Job job, int number) => _asked[commandId] = (job, number);

    /// <summary>The request that a command was for; given once.</summary>
    internal (Job Job, int Number)? Claim(long commandId) => _asked.TryRemove(commandId, out var asked) ? asked : null;

    /// <summary>No answer to this job's commands is expected any more.</summary>
    internal void Forget(Job job)
    {
        foreach (var (commandId, asked) in _asked)
        {
            if (ReferenceEquals(asked.Job, job))
            {
                _asked.TryRemove(commandId, out _);
            }
        }
    }
}

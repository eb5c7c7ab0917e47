using System.Collections.Concurrent;

namespace ChargingConsole.Api;

/// <summary>Exports under way that a page watches: the browser fetches the file by itself, and the page that asked for it tells how far it is.</summary>
public sealed class MessageExports
{
    private readonly ConcurrentDictionary<Guid, MessageExport> _watched = new();

    /// <summary>An export that is about to be fetched, to watch and to cancel; the caller disposes of it.</summary>
    public MessageExport Watch()
    {
        var export = new MessageExport(this);
        _watched[export.Id] = export;
        return export;
    }

    /// <summary>The export that is watched under this id; null for one that nobody watches.</summary>
    internal MessageExport? Find(Guid? id) => id is { } known && _watched.TryGetValue(known, out var export) ? export : null;

    internal void Forget(Guid id) => _watched.TryRemove(id, out _);
}

/// <summary>How far an export is.</summary>
public sealed class MessageExport : IDisposable
{
    private readonly MessageExports _all;
    private readonly CancellationTokenSource _cancel = new();
    private long _frames;
    private int _state;

    internal MessageExport(MessageExports all)
    {
        _all = all;
        Cancelled = _cancel.Token;
    }

    /// <summary>Names it in the address that is fetched.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>How many frames are written.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>How much of the way through the journal is done, from 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>Where in the journal it is, UTC.</summary>
    public DateTimeOffset? Reached { get; private set; }

    /// <summary>What became of it.</summary>
    public MessageExportState State
    {
        get => (MessageExportState)Volatile.Read(ref _state);
        private set => Volatile.Write(ref _state, (int)value);
    }

    internal CancellationToken Cancelled { get; }

    /// <summary>Ends it; the browser is told that its file is not whole.</summary>
    public void Cancel()
    {
        if (State is MessageExportState.Waiting or MessageExportState.Running)
        {
            State = MessageExportState.Cancelled;
            _cancel.Cancel();
        }
    }

    /// <summary>Whoever watched has gone; a file that is being fetched is fetched to its end.</summary>
    public void Dispose()
    {
        _all.Forget(Id);
        if (State is not MessageExportState.Running)
        {
            _cancel.Dispose();
        }
    }

    /// <summary>Begins it; false when it had begun before.</summary>
    internal bool Begin() => Interlocked.CompareExchange(ref _state, (int)MessageExportState.Running, (int)MessageExportState.Waiting) == (int)MessageExportState.Waiting;

    internal void Came(int frames, double share, DateTimeOffset reached)
    {
        Interlocked.Add(ref _frames, frames);
        (Share, Reached) = (share, reached);
    }

    internal void End(bool isWhole)
    {
        if (State == MessageExportState.Running)
        {
            State = isWhole ? MessageExportState.Done : MessageExportState.Failed;
        }
    }
}

/// <summary>What became of an export.</summary>
public enum MessageExportState
{
    /// <summary>The browser has not fetched it yet.</summary>
    Waiting,
    /// <summary>It is being written.</summary>
    Running,
    /// <summary>The file is whole.</summary>
    Done,
    /// <summary>Somebody cancelled it; the file is not whole.</summary>
    Cancelled,
    /// <summary>The browser left or the journal could not be read; the file is not whole.</summary>
    Failed,
}

using System.Diagnostics.CodeAnalysis;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Live;

/// <summary>
/// The rows of one log. New rows always go in; what is shown is either the newest of them, or a still
/// picture taken when somebody paused or scrolled up.
/// </summary>
public sealed class LogBuffer(int capacity = LogBuffer.DefaultCapacity)
{
    /// <summary>How many rows a browser can scroll through.</summary>
    public const int DefaultCapacity = 2_000;

    private readonly Queue<LogEntry> _entries = new(capacity);
    private IReadOnlyList<LogEntry>? _still;
    private LogEntry[]? _newest;

    /// <summary>The rows to show, oldest first.</summary>
    public IReadOnlyList<LogEntry> Shown => _still ?? (_newest ??= [.. _entries]);

    /// <summary>Whether a still picture is shown.</summary>
    public bool IsStill => _still is not null;

    /// <summary>How many frames came since the picture was taken.</summary>
    public int Waiting { get; private set; }

    /// <summary>How many rows are held.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a row; over the capacity, the oldest goes.</summary>
    public void Add(LogEntry entry)
    {
        if (_entries.Count >= capacity)
        {
            _entries.Dequeue();
        }

        _entries.Enqueue(entry);
        _newest = null;
        if (IsStill && entry.Frame is not null)
        {
            Waiting++;
        }
    }

    /// <summary>Shows what is there now until <see cref="Resume"/>.</summary>
    public void Hold()
    {
        _still ??= Shown;
        Waiting = 0;
    }

    /// <summary>Shows these until <see cref="Resume"/>.</summary>
    public void Hold(IReadOnlyList<LogEntry> picture)
    {
        _still = picture;
        Waiting = 0;
    }

    /// <summary>Shows the newest rows again, with all that came meanwhile.</summary>
    public void Resume() => (_still, Waiting) = (null, 0);

    /// <summary>Empties the view; the journal keeps everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        (_still, _newest, Waiting) = (_still is null ? null : [], null, 0);
    }

    /// <summary>The frame with this id, if it is held.</summary>
    public bool TryFind(long id, [NotNullWhen(true)] out FrameRow? frame)
    {
        frame = Shown.FirstOrDefault(entry => entry.Frame?.Id == id)?.Frame
            ?? _entries.FirstOrDefault(entry => entry.Frame?.Id == id)?.Frame;
        return frame is not null;
    }

    /// <summary>The answer to a CALL or the CALL of an answer, if it is held.</summary>
    public FrameRow? FindPair(FrameRow frame) => frame.CallId is { } call
        ? _entries.FirstOrDefault(entry => entry.Frame?.Id == call)?.Frame
        : _entries.FirstOrDefault(entry => entry.Frame?.CallId == frame.Id)?.Frame;
}

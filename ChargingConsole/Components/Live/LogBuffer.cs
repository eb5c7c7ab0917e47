using System.Diagnostics.CodeAnalysis;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Live;

/// <summary>
/// The rows of one log. New rows always go in; what is shown is either the newest of them, or a still
/// picture taken when somebody paused, scrolled up or opened a frame of the past.
/// </summary>
public sealed class LogBuffer(int capacity = LogBuffer.DefaultCapacity)
{
    /// <summary>How many live rows are held.</summary>
    public const int DefaultCapacity = 2_000;

    /// <summary>How many rows of the past a still picture takes before the newest of it go.</summary>
    public const int PictureCapacity = 5_000;

    private readonly Queue<LogEntry> _entries = new(capacity);
    private IReadOnlyList<LogEntry>? _still;
    private LogEntry[]? _newest;
    private bool _isElsewhere;

    /// <summary>The rows to show, oldest first.</summary>
    public IReadOnlyList<LogEntry> Shown => _still ?? (_newest ??= [.. _entries]);

    /// <summary>Whether a still picture is shown.</summary>
    public bool IsStill => _still is not null;

    /// <summary>How many frames came since the picture was taken.</summary>
    public int Waiting { get; private set; }

    /// <summary>How many rows are held.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether rows had to go, so that older ones do not fit on to them any more.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>Adds a row; over the capacity, the oldest goes.</summary>
    public void Add(LogEntry entry)
    {
        if (_entries.Count >= capacity)
        {
            _entries.Dequeue();
            HasDropped = true;
        }

        _entries.Enqueue(entry);
        _newest = null;
        if (IsStill && entry.Frame is not null)
        {
            Waiting++;
        }
    }

    /// <summary>
    /// Puts rows, oldest first, before those that are shown. Gives whether the newest of the picture had to go
    /// for them.
    /// </summary>
    public bool AddOlder(IReadOnlyList<LogEntry> older)
    {
        if (!_isElsewhere && !HasDropped && _entries.Count < capacity)
        {
            LogEntry[] all = [.. older.Skip(Math.Max(0, older.Count - (capacity - _entries.Count))), .. _entries];
            _entries.Clear();
            foreach (var entry in all)
            {
                _entries.Enqueue(entry);
            }

            _newest = null;
        }

        if (_still is null)
        {
            return false;
        }

        var picture = older.Concat(_still);
        var isOver = older.Count + _still.Count > PictureCapacity;
        _still = [.. isOver ? picture.Take(PictureCapacity) : picture];
        return isOver;
    }

    /// <summary>Shows what is there now until <see cref="Resume"/>.</summary>
    public void Hold()
    {
        _still ??= Shown;
        Waiting = 0;
    }

    /// <summary>Shows these, which do not hang together with the live ones, until <see cref="Resume"/>.</summary>
    public void Hold(IReadOnlyList<LogEntry> picture)
    {
        (_still, _isElsewhere) = (picture, true);
        Waiting = 0;
    }

    /// <summary>Shows the newest rows again, with all that came meanwhile.</summary>
    public void Resume() => (_still, _isElsewhere, Waiting) = (null, false, 0);

    /// <summary>Empties the view; the journal keeps everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        (_still, _newest, Waiting, HasDropped) = (_still is null ? null : [], null, 0, true);
    }

    /// <summary>The frame with this id, if it is held.</summary>
    public bool TryFind(long id, [NotNullWhen(true)] out FrameRow? frame)
    {
        frame = Find(entry => entry.Id == id);
        return frame is not null;
    }

    /// <summary>The answer to a CALL or the CALL of an answer, if it is held.</summary>
    public FrameRow? FindPair(FrameRow frame) => frame.CallId is { } call ? Find(other => other.Id == call) : Find(other => other.CallId == frame.Id);

    private FrameRow? Find(Func<FrameRow, bool> wanted) =>
        Shown.FirstOrDefault(entry => entry.Frame is { } frame && wanted(frame))?.Frame
        ?? (IsStill ? _entries.FirstOrDefault(entry => entry.Frame is { } frame && wanted(frame))?.Frame : null);
}

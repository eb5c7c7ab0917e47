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
    private int _since;
    private long _left;
    private LogEntry? _mark;

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
        while (_entries.Count >= capacity)
        {
            Drop();
        }

        _entries.Enqueue(entry);
        _newest = null;
        if (IsStill)
        {
            _since++;
            Waiting += entry.Frame is null ? 0 : 1;
        }
    }

    /// <summary>The oldest row goes. One that nobody has seen yet is remembered, so that the view can say so.</summary>
    private void Drop()
    {
        var gone = _entries.Dequeue();
        HasDropped = true;
        if (!IsStill || _entries.Count >= _since)
        {
            return;
        }

        _since--;
        if (gone.Break == LogBreak.Paused)
        {
            _mark = gone;
        }
        else
        {
            _left += gone.Frame is null ? gone.Count : 1;
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

        List<LogEntry> picture = [.. older, .. _still];
        if (_still.Take(2).FirstOrDefault(entry => entry.Break == LogBreak.View) is { } gap)
        {
            Fill(picture, older.Count, gap);
        }

        var isOver = picture.Count > PictureCapacity;
        _still = isOver ? picture[..PictureCapacity] : picture;
        return isOver;
    }

    /// <summary>What was left out comes in: the gap shrinks and goes, and the mark before it takes its place in time.</summary>
    private static void Fill(List<LogEntry> picture, int older, LogEntry gap)
    {
        var mark = picture[older].Break == LogBreak.Paused ? picture[older] : null;
        picture.RemoveRange(older, mark is null ? 1 : 2);
        var left = gap.Count - picture.Take(older).Count(entry => entry.Frame is not null);
        var place = left > 0 || mark is null ? 0 : Math.Max(0, picture.FindIndex(entry => entry.Frame?.Timestamp > mark.At));
        if (left > 0)
        {
            picture.Insert(0, LogEntry.Gap(left, LogBreak.View));
        }

        if (mark is not null)
        {
            picture.Insert(place, mark);
        }
    }

    /// <summary>Shows what is there now until <see cref="Resume"/>.</summary>
    public void Hold()
    {
        if (_still is null)
        {
            (_still, _since, _left, _mark) = (Shown, 0, 0, null);
        }

        Waiting = 0;
    }

    /// <summary>Shows these, which do not hang together with the live ones, until <see cref="Resume"/>.</summary>
    public void Hold(IReadOnlyList<LogEntry> picture)
    {
        (_still, _isElsewhere) = (picture, true);
        (_since, _left, _mark, Waiting) = (0, 0, null, 0);
    }

    /// <summary>Shows the newest rows again, with what came meanwhile; where that was more than fits, a gap says how much.</summary>
    public void Resume()
    {
        if (_left > 0)
        {
            while (_entries.Count > capacity - 2)
            {
                Drop();
            }

            LogEntry[] rest = [.. _entries];
            _entries.Clear();
            foreach (var entry in (LogEntry[])[.. _mark is null ? [] : (LogEntry[])[_mark], LogEntry.Gap(_left, LogBreak.View), .. rest])
            {
                _entries.Enqueue(entry);
            }

            _newest = null;
        }

        (_still, _isElsewhere, Waiting) = (null, false, 0);
        (_since, _left, _mark) = (0, 0, null);
    }

    /// <summary>Empties the view; the journal keeps everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        (_still, _newest, Waiting, HasDropped) = (_still is null ? null : [], null, 0, true);
        (_since, _left, _mark) = (0, 0, null);
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

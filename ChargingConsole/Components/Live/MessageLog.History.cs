using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ChargingConsole.Components.Live;

/// <summary>What lies before: searched in the journal behind the page's back, told as it goes, and ended when nobody wants it any more.</summary>
public sealed partial class MessageLog
{
    private const int HistoryRows = 300;
    private const int NewerRows = 100;
    private const int NewerSteps = 4;
    private CancellationTokenSource? _searching;
    private JournalStretch? _reached;
    private long? _before;
    private long? _toldPosition;
    private int _found;
    private bool _isStopped;
    private bool _isUnreadable;
    private bool _isGone;

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<MessageLog> Logger { get; init; }

    private bool IsSearching => _searching is not null;

    private LogSearchState SearchState =>
        IsSearching ? LogSearchState.Searching
        : _isUnreadable ? LogSearchState.Unreadable
        : _isCleared ? LogSearchState.Cleared
        : _reached is { IsComplete: true } ? LogSearchState.Complete
        : _isStopped ? LogSearchState.Stopped
        : LogSearchState.Waiting;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        StopSearch();
        _position?.Dispose();
    }

    private void StopSearch()
    {
        _isStopped = IsSearching;
        _searching?.Cancel();
        _searching = null;
    }

    /// <summary>Looks for so many more, older than all that is shown.</summary>
    private void Search(int wanted)
    {
        StopSearch();
        (_isStopped, _isUnreadable, _reached, _found) = (false, false, null, 0);
        if (wanted > 0)
        {
            _ = SearchAsync(wanted);
        }
    }

    private async Task SearchAsync(int wanted)
    {
        using var source = new CancellationTokenSource();
        _searching = source;
        try
        {
            await foreach (var stretch in Journal.BackAsync(_filter, _before, wanted, source.Token))
            {
                if (_searching != source || IsDisposed)
                {
                    return;
                }

                (_reached, _before) = (stretch, stretch.Next);
                await ShowOlderAsync(stretch.Frames);
            }
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            // Stopped, or the page asks for something else now.
        }
        catch (Exception exception)
        {
            Logger.LogWarning(exception, "The journal could not be searched");
            _isUnreadable = _searching == source;
        }

        if (_searching == source)
        {
            _searching = null;
            StateHasChanged();
        }
    }

    private async Task ShowOlderAsync(IReadOnlyList<FrameRow> frames)
    {
        var wasStill = _buffer.IsStill;
        if (frames.Count > 0)
        {
            _found += frames.Count;
            if (_buffer.AddOlder([.. frames.Reverse().Select(LogEntry.Of)]))
            {
                // The newest of the picture went: what is live lies elsewhere now.
                _isHistory = true;
            }

            _newestAt ??= frames[0].Timestamp;
        }

        if (wasStill && frames.Count > 0)
        {
            _top += frames.Count * _rowHeight;
        }

        Frame();
        StateHasChanged();
        if (wasStill && frames.Count > 0 && _scroll is not null)
        {
            await _scroll.InvokeVoidAsync("shift", frames.Count);
        }
    }

    private async Task SearchOlderAsync()
    {
        if (IsSearching)
        {
            return;
        }

        if (!_buffer.IsStill)
        {
            Hold();
            await SetFollowingAsync(false);
        }

        if (_buffer.HasDropped && Shown.FirstOrDefault(entry => entry.Frame is not null)?.Frame is { } oldest)
        {
            _before = Math.Min(_before ?? long.MaxValue, oldest.Id);
        }

        Search(HistoryRows);
    }

    /// <summary>Takes the picture of now. Where rows have gone meanwhile, the way back begins at the oldest that is left.</summary>
    private void Hold()
    {
        var wasStill = _buffer.IsStill;
        _buffer.Hold();
        if (!wasStill && _buffer.HasDropped)
        {
            RestartSearch();
        }
    }

    /// <summary>After a look at the past, the way back begins at the live rows again.</summary>
    private void RestartSearch()
    {
        if (Shown.FirstOrDefault(entry => entry.Frame is not null)?.Frame is { } oldest && oldest.Id != _before)
        {
            StopSearch();
            (_before, _reached, _isStopped) = (oldest.Id, null, false);
        }
    }

    /// <summary>Shows a frame of the past among those around it.</summary>
    private async Task OpenAsync(long id, bool isSelected)
    {
        _isGone = false;
        if (!_buffer.TryFind(id, out var frame))
        {
            frame = await FindAsync(id);
            if (frame is null)
            {
                _isGone = true;
                return;
            }

            StopSearch();
            _buffer.Hold([LogEntry.Of(frame), .. (await NewerAsync(id)).Select(LogEntry.Of)]);
            (_isHistory, _isCleared, _before) = (true, false, id);
            Frame();
            await SetFollowingAsync(false);
            Search(HistoryRows);
        }
        else if (IndexOf(frame) < 0)
        {
            _buffer.Resume();
        }

        if (isSelected)
        {
            await SelectAsync(frame);
        }
        else if (!_buffer.IsStill)
        {
            Hold();
            await SetFollowingAsync(false);
        }

        await ShowIndexAsync(IndexOf(id));
    }

    // What has just gone from the view may not be in the journal yet; the feed has it until long after.
    private async Task<FrameRow?> FindAsync(long id) =>
        Feed.Recent(LiveFeed.FrameCapacity).Batch.Frames.FirstOrDefault(frame => frame.Id == id) ?? await Journal.FindAsync(id);

    // A few of those that came right after it. Where they are rare, they are not waited for.
    private async Task<List<FrameRow>> NewerAsync(long id)
    {
        var newer = new List<FrameRow>();
        var steps = 0;
        await foreach (var stretch in Journal.OnwardAsync(_filter, id, NewerRows))
        {
            newer.AddRange(stretch.Frames);
            if (++steps == NewerSteps)
            {
                break;
            }
        }

        return newer;
    }
}

/// <summary>How the search for what lies before stands.</summary>
public enum LogSearchState
{
    /// <summary>There may be more; nobody has asked for it.</summary>
    Waiting,
    /// <summary>It is under way.</summary>
    Searching,
    /// <summary>Somebody stopped it.</summary>
    Stopped,
    /// <summary>Nothing lies before.</summary>
    Complete,
    /// <summary>The journal could not be read.</summary>
    Unreadable,
    /// <summary>Somebody emptied the view.</summary>
    Cleared,
}

using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Live;

/// <summary>
/// The frames of all chargers or of one, live. Only the rows in sight are rendered: the browser reports
/// where it has scrolled to, and while it follows, the window is simply the newest rows, so that nothing
/// waits for a round trip. (Virtualize would ask the browser after every batch and leave it blank until then.)
/// </summary>
public sealed partial class MessageLog
{
    private const int HistoryRows = 300;
    private const int Overscan = 20;
    private LogBuffer _buffer = new();
    private LogQuery? _loadedQuery;
    private FrameFilter _filter = new();
    private IDisposable? _following;
    private IReadOnlyList<string> _chargers = [];
    private FrameRow? _selected;
    private FrameRow? _pair;
    private readonly HashSet<long> _told = [];
    private long? _lastAt;
    private DateTimeOffset? _pausedAt;
    private DateTimeOffset? _newestAt;
    private bool _isLoaded;
    private bool _isCleared;
    private bool _isHistory;
    private int _generation;
    private long _arrived;
    private string _spoken = "";

    /// <summary>The filters.</summary>
    [Parameter, EditorRequired]
    public required LogQuery Query { get; set; }

    /// <summary>Called with other filters.</summary>
    [Parameter]
    public EventCallback<LogQuery> QueryChanged { get; set; }

    /// <summary>The charger whose log this is; null for that of all.</summary>
    [Parameter]
    public ChargePoint? ChargePoint { get; set; }

    /// <summary>The frame to show the details of.</summary>
    [Parameter]
    public long? At { get; set; }

    /// <summary>Called when the details of another frame, or of none, are shown.</summary>
    [Parameter]
    public EventCallback<long?> AtChanged { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>What is on disk.</summary>
    [Inject]
    public required JournalQueries Journal { get; init; }

    private IReadOnlyList<LogEntry> Shown => _buffer.Shown;

    /// <inheritdoc/>
    protected override void OnInitialized() => Every(TimeSpan.FromSeconds(5), SpeakAsync);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Query != _loadedQuery)
        {
            _loadedQuery = Query;
            await LoadAsync();
        }

        if (At != _lastAt)
        {
            // The address follows what is selected here a moment later; only a frame from elsewhere is opened.
            _lastAt = At;
            if (At is { } id && !_told.Remove(id) && id != _selected?.Id)
            {
                await OpenAsync(id);
            }
        }
    }

    private async Task LoadAsync()
    {
        var generation = ++_generation;
        _following?.Dispose();
        var key = ChargePoint?.Key ?? (Query.Charger is { } id ? Fleet.Find(id)?.Key ?? -1 : null);
        _filter = Query.Filter(key);
        _chargers = [.. Fleet.All.Select(chargePoint => chargePoint.Id).Order(Chargers.FleetFilter.Order).Take(200)];

        // The place in the feed is taken before the journal is read, so that no frame falls between the two.
        var (recent, cursor) = Feed.Recent(LiveFeed.FrameCapacity);
        var frames = recent.Frames.Where(_filter.Matches).TakeLast(LogBuffer.DefaultCapacity).ToList();
        if (frames.Count < HistoryRows)
        {
            var before = recent.Frames.Count > 0 ? recent.Frames.Min(frame => frame.Id) : (long?)null;
            var older = await Journal.ListAsync(_filter, before, HistoryRows - frames.Count);
            if (generation != _generation || IsDisposed)
            {
                return;
            }

            frames.InsertRange(0, older.Reverse());
        }

        _buffer = new LogBuffer();
        (_isLoaded, _isCleared, _isHistory, _pausedAt) = (true, false, false, null);
        Add(frames);
        _following = Follow(cursor, ShowAsync);
        Frame();
    }

    private Task ShowAsync(FeedBatch batch)
    {
        if (batch.MissedFrames > 0)
        {
            _buffer.Add(LogEntry.Gap(batch.MissedFrames, "the browser could not keep up"));
        }

        if (Add(batch.Frames.Where(_filter.Matches)) > 0 || batch.MissedFrames > 0)
        {
            Frame();
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private int Add(IEnumerable<FrameRow> frames)
    {
        var count = 0;
        foreach (var frame in frames)
        {
            count++;
            _newestAt = frame.Timestamp;
            _buffer.Add(LogEntry.Of(frame));
            if (_selected is not null && _pair is null && frame.CallId == _selected.Id)
            {
                _pair = frame;
            }
        }

        _arrived += count;
        return count;
    }

    private async Task SelectAsync(FrameRow frame)
    {
        (_selected, _pair) = (frame, _buffer.FindPair(frame));
        if (!_buffer.IsStill)
        {
            // A row that somebody reads must not run away.
            _buffer.Hold();
            Frame();
            await SetFollowingAsync(false);
        }

        if (frame.Id != _lastAt)
        {
            _told.Add(frame.Id);
            await AtChanged.InvokeAsync(frame.Id);
        }

        if (_pair is null)
        {
            var pair = await Journal.FindPairAsync(frame);
            if (_selected == frame)
            {
                _pair ??= pair;
            }
        }
    }

    private async Task OpenAsync(long id)
    {
        if (!_buffer.TryFind(id, out var frame))
        {
            frame = await Journal.FindAsync(id);
            if (frame is null)
            {
                return;
            }

            var history = await Journal.ListAsync(_filter, id + 1, HistoryRows);
            _buffer.Hold([.. history.Reverse().Select(LogEntry.Of)]);
            _isHistory = true;
        }

        await SelectAsync(frame);
        await ShowIndexAsync(IndexOf(frame));
    }

    private async Task CloseAsync()
    {
        (_selected, _pair) = (null, null);
        _told.Clear();
        await AtChanged.InvokeAsync(null);
        await _view.FocusAsync(preventScroll: true);
    }

    private async Task TogglePauseAsync()
    {
        if (_pausedAt is not null)
        {
            await FollowAsync();
            return;
        }

        _pausedAt = Viewer.Now;
        _buffer.Hold();
        _buffer.Add(LogEntry.Mark($"View paused here at {Viewer.ShortClock(Viewer.Now)}; nothing is missing"));
        await SetFollowingAsync(false);
    }

    private async Task FollowAsync()
    {
        (_pausedAt, _isHistory) = (null, false);
        _buffer.Resume();
        _isFollowing = true;
        Frame();
        await SetFollowingAsync(true);
    }

    private void ClearView()
    {
        _buffer.Clear();
        _isCleared = true;
        Frame();
    }

    private Task SpeakAsync()
    {
        var spoken = _arrived > 0 ? $"{Figures.Many(_arrived, "new message", "new messages")}" : "";
        _arrived = 0;
        if (spoken != _spoken)
        {
            _spoken = spoken;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private int IndexOf(FrameRow frame)
    {
        for (var i = 0; i < Shown.Count; i++)
        {
            if (Shown[i].Frame?.Id == frame.Id)
            {
                return i;
            }
        }

        return -1;
    }

    private string ChargerOf(FrameRow? frame) => frame is null ? "" : Fleet.Find(frame.ChargePointKey)?.Id ?? $"#{frame.ChargePointKey}";

    private static bool IsSame(LogEntry entry, FrameRow? frame) => frame is not null && entry.Frame?.Id == frame.Id;

    private static string Px(double pixels) => string.Create(CultureInfo.InvariantCulture, $"{pixels:0.##}px");
}

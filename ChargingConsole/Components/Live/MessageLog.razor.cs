using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Live;

/// <summary>
/// The frames of all chargers or of one, live. Only the rows in sight are rendered: the browser reports
/// where it has scrolled to, and while it follows, the window is simply the newest rows, so that nothing
/// waits for a round trip. (Virtualize would ask the browser after every batch and leave it blank until then.)
/// </summary>
public sealed partial class MessageLog
{
    private const int Overscan = 20;
    private const int FollowingOverscan = 8;
    private static readonly TimeSpan s_readable = TimeSpan.FromMilliseconds(250);
    private LogBuffer _buffer = new();
    private LogQuery? _loadedQuery;
    private FrameFilter _filter = new();
    private FrameSieve _sieve = new(new FrameFilter());
    private IDisposable? _following;
    private IReadOnlyList<string> _chargers = [];
    private FrameRow? _selected;
    private FrameRow? _pair;
    private long? _lastAt;
    private long? _lastPosition;
    private DateTimeOffset? _newestAt;
    private long _drawnAt;
    private int _undrawn;
    private bool _isCleared;
    private bool _isHistory;
    private bool _isExporting;
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

    /// <summary>The frame at the top of a view that was scrolled back.</summary>
    [Parameter]
    public long? Position { get; set; }

    /// <summary>Called when somebody has scrolled elsewhere, or follows again.</summary>
    [Parameter]
    public EventCallback<long?> PositionChanged { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>What is on disk.</summary>
    [Inject]
    public required JournalQueries Journal { get; init; }

    /// <summary>The clock.</summary>
    [Inject]
    public required TimeProvider Time { get; init; }

    private IReadOnlyList<LogEntry> Shown => _buffer.Shown;

    /// <summary>Whether nothing that comes now can pass, since the range of time has an end.</summary>
    private bool IsOver => _filter.To is { } to && to <= Viewer.Now;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // What the browser told when the page opened, so that the first rows are where they stay.
        _rowHeight = Viewer.Facts.LogRow > 0 ? Viewer.Facts.LogRow : _rowHeight;
        Every(TimeSpan.FromSeconds(5), SpeakAsync);
        Every(s_readable, () =>
        {
            if (_undrawn > 0 && IsTimeToDraw)
            {
                Draw();
            }

            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Query != _loadedQuery)
        {
            _loadedQuery = Query;
            Load();
        }

        if (At != _lastAt)
        {
            // What is selected here stands in the address too; only a frame from elsewhere is opened.
            _lastAt = At;
            if (At is { } id && id != _selected?.Id)
            {
                await OpenAsync(id, isSelected: true);
            }
        }
        else if (Position != _lastPosition)
        {
            _lastPosition = Position;
            // Nor does a place that the address still tells lead away from a row that was opened meanwhile.
            if (At is null && _selected is null && Position is { } position && position != _toldPosition)
            {
                _toldPosition = position;
                await OpenAsync(position, isSelected: false);
            }
        }
    }

    private Task ShowAsync(FeedBatch batch)
    {
        if (batch.MissedFrames > 0)
        {
            _buffer.Add(LogEntry.Gap(batch.MissedFrames, LogBreak.Browser));
        }

        _seen = NewestOf(batch.Frames);
        _undrawn += Add(_sieve.Pass(batch.Frames)) + (batch.MissedFrames > 0 ? 1 : 0);
        // A few rows are shown as they come. Where more come than anybody can read, the view moves four times a second.
        if (_undrawn > 0 && (_undrawn < _take / 4 || IsTimeToDraw))
        {
            Draw();
        }

        return Task.CompletedTask;
    }

    private bool IsTimeToDraw => Time.GetElapsedTime(_drawnAt) >= s_readable;

    private void Draw()
    {
        (_undrawn, _drawnAt) = (0, Time.GetTimestamp());
        Frame();
        StateHasChanged();
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

    private async Task SelectAsync(FrameRow frame, double? offset = null)
    {
        (_selected, _pair, _toldPosition, _isGone) = (frame, _buffer.FindPair(frame), null, false);
        if (!_buffer.IsStill)
        {
            // A row that somebody reads must not run away.
            Hold();
            await HoldAsync(IndexOf(frame), offset);
        }

        if (frame.Id != _lastAt)
        {
            await AtChanged.InvokeAsync(frame.Id);
        }

        if (_pair is null)
        {
            // What is shown already does not wait for the journal.
            StateHasChanged();
            var pair = await Journal.FindPairAsync(frame);
            if (_selected == frame)
            {
                _pair ??= pair;
            }
        }
    }

    /// <summary>From a CALL to its answer or back, wherever that is.</summary>
    private async Task JumpAsync(FrameRow frame)
    {
        if (IndexOf(frame) < 0)
        {
            await OpenAsync(frame.Id, isSelected: true);
            return;
        }

        await SelectAsync(frame);
        await ShowIndexAsync(IndexOf(frame));
    }

    private async Task CloseAsync()
    {
        (_selected, _pair) = (null, null);
        await AtChanged.InvokeAsync(null);
        await _view.FocusAsync(preventScroll: true);
    }

    private async Task FollowAsync()
    {
        (_pausedAt, _pausedBehind, _isHistory) = (null, null, false);
        _buffer.Resume();
        _isFollowing = true;
        RestartSearch();
        Draw();
        await SetFollowingAsync(true);
        await TellPositionAsync(null);
    }

    private void ClearView()
    {
        StopSearch();
        _buffer.Clear();
        (_isCleared, _reached) = (true, null);
        Frame();
    }

    private Task SpeakAsync()
    {
        var spoken = _arrived > 0 ? L.Many(_arrived, "{0} new message", "{0} new messages") : "";
        _arrived = 0;
        if (spoken != _spoken)
        {
            _spoken = spoken;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private int IndexOf(FrameRow frame) => IndexOf(frame.Id);

    private int IndexOf(long id)
    {
        for (var i = 0; i < Shown.Count; i++)
        {
            if (Shown[i].Frame?.Id == id)
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

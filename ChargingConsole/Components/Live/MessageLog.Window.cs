using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ChargingConsole.Components.Live;

/// <summary>Which rows are in sight, and the browser's part in it.</summary>
public sealed partial class MessageLog : IAsyncDisposable
{
    private ElementReference _view;
    private ElementReference _sheet;
    private DotNetObjectReference<MessageLog>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _scroll;
    private bool _isFollowing = true;
    private double _top;
    private double _height = 900;
    private double _rowHeight = 28;
    private int _first;
    private int _take;
    private long? _shownId;
    private ITimer? _position;

    // Long enough that the address does not change with every turn of the wheel.
    private static readonly TimeSpan s_settled = TimeSpan.FromMilliseconds(400);

    /// <summary>Runs the log's script.</summary>
    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>Called by the browser when it has scrolled, was resized, or began or ceased to follow.</summary>
    [JSInvokable]
    public void Scrolled(double top, double height, double rowHeight, bool isFollowing)
    {
        (_top, _height, _rowHeight) = (top, height, rowHeight > 0 ? rowHeight : _rowHeight);
        if (_isFollowing != isFollowing)
        {
            _isFollowing = isFollowing;
            if (!isFollowing)
            {
                Hold();
            }
            else if (_pausedAt is null && !_isHistory && _selected is null)
            {
                _buffer.Resume();
            }
        }

        var before = (_first, _take);
        Frame();
        if (before != (_first, _take) || _buffer.IsStill == isFollowing)
        {
            StateHasChanged();
        }

        PlanPosition();
        if (_buffer.IsStill && _pausedAt is null && top < 2 * _rowHeight && Shown.Count > 0 && SearchState == LogSearchState.Waiting)
        {
            // Whoever scrolls to the top wants what lies before.
            _ = SearchOlderAsync();
        }
    }

    private void PlanPosition()
    {
        _position?.Dispose();
        _position = Time.CreateTimer(_ => _ = InvokeAsync(() => TellPositionAsync(_buffer.IsStill && _selected is null ? TopRow() : null)), null, s_settled, Timeout.InfiniteTimeSpan);
    }

    private async Task TellPositionAsync(long? id)
    {
        if (!IsDisposed && id != _toldPosition)
        {
            _toldPosition = id;
            await PositionChanged.InvokeAsync(id);
        }
    }

    private long? TopRow() => Shown.Skip((int)(_top / _rowHeight)).FirstOrDefault(entry => entry.Frame is not null)?.Frame?.Id;

    /// <summary>Called by the browser for a step to the next or previous frame.</summary>
    [JSInvokable]
    public async Task Step(int step)
    {
        var index = _selected is null ? (step > 0 ? Shown.Count - 2 : Shown.Count) : IndexOf(_selected);
        do
        {
            index += step;
        }
        while (index >= 0 && index < Shown.Count && Shown[index].Frame is null);

        if (index >= 0 && index < Shown.Count && Shown[index].Frame is { } frame)
        {
            await SelectAsync(frame);
            if (_selected?.Id != frame.Id)
            {
                // Whoever holds the key down is further by now.
                return;
            }

            StateHasChanged();
            await ShowIndexAsync(index);
        }
    }

    /// <summary>
    /// Called by the browser when a row was clicked, so many pixels below the top of the view. By then the row
    /// itself may have made room for others: with thousands of frames a second it lives for a quarter of one.
    /// </summary>
    [JSInvokable]
    public async Task Choose(long id, double offset)
    {
        if (_buffer.TryFind(id, out var frame))
        {
            var selecting = SelectAsync(frame, offset);
            StateHasChanged();
            await selecting;
        }
        else
        {
            await OpenAsync(id, isSelected: true);
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        _self?.Dispose();
        await _scroll.EndAsync();
        await _module.LetGoAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/log.js"]}");
            if (_module is not null && !IsDisposed)
            {
                _scroll = await _module.InvokeAsync<IJSObjectReference>("attach", _view, _sheet, _self, "--log-row", _isFollowing);
            }

            if (_buffer.IsStill && _shownId is { } id)
            {
                await ShowIndexAsync(IndexOf(id));
            }
            else if (!_isFollowing)
            {
                await SetFollowingAsync(false);
            }
        }
        else if (_isReloaded)
        {
            // The browser knows how high the new picture is only now.
            _isReloaded = false;
            await ShowIndexAsync(Shown.Count - 1);
        }
    }

    /// <summary>Works out which rows are rendered.</summary>
    private void Frame()
    {
        var visible = (int)Math.Ceiling(_height / _rowHeight) + 1;
        _take = visible + (2 * Overscan);
        _first = _buffer.IsStill
            ? Math.Clamp((int)(_top / _rowHeight) - Overscan, 0, Math.Max(0, Shown.Count - visible))
            : Math.Max(0, Shown.Count - visible - FollowingOverscan);
    }

    private async Task ShowIndexAsync(int index)
    {
        if (index < 0)
        {
            return;
        }

        _shownId = Shown[index].Frame?.Id;
        _top = Math.Max(0, (index * _rowHeight) - (_height / 2));
        _isFollowing = false;
        Frame();
        StateHasChanged();
        if (_scroll is not null)
        {
            await _scroll.InvokeVoidAsync("show", index);
        }
    }

    /// <summary>Shows the still picture with a row where it was when it was clicked; without a place, where the view is.</summary>
    private async Task HoldAsync(int index, double? offset)
    {
        if (index < 0 || offset is not { } place)
        {
            Frame();
            await SetFollowingAsync(false);
            return;
        }

        (_isFollowing, _top) = (false, Math.Max(0, (index * _rowHeight) - place));
        Frame();
        StateHasChanged();
        if (_scroll is not null)
        {
            await _scroll.InvokeVoidAsync("place", index, place);
        }
    }

    private async Task SetFollowingAsync(bool isFollowing)
    {
        _isFollowing = isFollowing;
        if (_scroll is not null)
        {
            await _scroll.InvokeVoidAsync("follow", isFollowing);
        }
    }
}

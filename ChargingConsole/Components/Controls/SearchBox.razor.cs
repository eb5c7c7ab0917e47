using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Controls;

/// <summary>A search field that tells its text once typing pauses.</summary>
public sealed partial class SearchBox : IDisposable
{
    private string _text = "";
    private string _told = "";
    private ITimer? _timer;

    /// <summary>The clock.</summary>
    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>The text.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Called when typing pauses.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>What can be searched for.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>How long a pause in typing has to be, in ms; short where an answer costs little.</summary>
    [Parameter]
    public int PauseMilliseconds { get; set; } = 180;

    /// <summary>A CSS class.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Whether the key / leads here.</summary>
    [Parameter]
    public bool IsMain { get; set; } = true;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // An echo of what was told must not overwrite what has been typed since.
        if ((Value ?? "") != _told.Trim())
        {
            _told = _text = Value ?? "";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Typed(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        _timer?.Dispose();
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(TellAsync), null, TimeSpan.FromMilliseconds(PauseMilliseconds), Timeout.InfiniteTimeSpan);
    }

    private async Task TellAsync()
    {
        if (_text != _told)
        {
            _told = _text;
            await ValueChanged.InvokeAsync(_text.Trim());
        }
    }
}

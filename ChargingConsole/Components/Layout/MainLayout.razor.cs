using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace ChargingConsole.Components.Layout;

/// <summary>The frame of every page. Nothing is shown before the viewer's zone and theme are known, so that nothing flashes wrong.</summary>
public sealed partial class MainLayout : IDisposable
{
    private DotNetObjectReference<MainLayout>? _self;
    private ErrorBoundary? _errors;
    private bool _isMet;
    private bool _isDark;
    private string _themeChoice = "system";

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Called by the browser when its theme changed.</summary>
    [JSInvokable]
    public void ThemeChanged(bool isDark)
    {
        _isDark = isDark;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _errors?.Recover();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        await Viewer.MeetAsync($"./{Assets["js/console.js"]}", _self);
        (_themeChoice, _isDark, _isMet) = (Viewer.Facts.ThemeChoice, Viewer.Facts.IsDark, true);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public void Dispose() => _self?.Dispose();

    private async Task ChooseThemeAsync(string choice)
    {
        _themeChoice = choice;
        if (Viewer.Module is { } module)
        {
            _isDark = await module.InvokeAsync<bool>("chooseTheme", choice);
        }
    }
}

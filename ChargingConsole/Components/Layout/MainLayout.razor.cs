using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
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

    /// <summary>Who looks, and whether that still holds.</summary>
    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    /// <summary>The way to the sign-in page.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

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
        Authentication.AuthenticationStateChanged += Changed;
        await Viewer.MeetAsync($"./{Assets["js/console.js"]}", _self);
        (_themeChoice, _isDark, _isMet) = (Viewer.Facts.ThemeChoice, Viewer.Facts.IsDark, true);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Authentication.AuthenticationStateChanged -= Changed;
        _self?.Dispose();
    }

    /// <summary>Whoever is no longer signed in is led out of an open page at once.</summary>
    private void Changed(Task<AuthenticationState> state) => _ = InvokeAsync(async () =>
    {
        await Viewer.IdentifyAsync();
        if (Viewer.Role is null)
        {
            await LeaveAsync($"/sign-in?ended=1&return={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}");
        }
        else
        {
            StateHasChanged();
        }
    });

    private async Task LeaveAsync(string address)
    {
        if (Viewer.Module is not { } module)
        {
            Navigation.NavigateTo(address, forceLoad: true);
            return;
        }

        try
        {
            await module.InvokeVoidAsync("leave", address);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone by itself.
        }
    }

    private async Task ChooseThemeAsync(string choice)
    {
        _themeChoice = choice;
        if (Viewer.Module is { } module)
        {
            _isDark = await module.InvokeAsync<bool>("chooseTheme", choice);
        }
    }
}

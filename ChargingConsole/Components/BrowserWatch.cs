using Microsoft.JSInterop;

namespace ChargingConsole.Components;

/// <summary>What a script watches in the browser for a component.</summary>
internal static class BrowserWatch
{
    /// <summary>Ends it; nothing where it never began, or the browser has gone.</summary>
    public static async Task EndAsync(this IJSObjectReference? watch)
    {
        if (watch is null)
        {
            return;
        }

        try
        {
            await watch.InvokeVoidAsync("dispose");
            await watch.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its observers with it.
        }
    }
}

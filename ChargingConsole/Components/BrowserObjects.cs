using Microsoft.JSInterop;

namespace ChargingConsole.Components;

/// <summary>Objects of scripts that a component holds in the browser.</summary>
internal static class BrowserObjects
{
    /// <summary>Ends what a script watches or draws for a component, and lets go of it; nothing where it never began, or the browser has gone.</summary>
    public static async Task EndAsync(this IJSObjectReference? watch)
    {
        if (watch is null)
        {
            return;
        }

        try
        {
            await watch.InvokeVoidAsync("dispose");
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its observers with it.
        }

        await watch.LetGoAsync();
    }

    /// <summary>Lets go of a module or another object; nothing where there is none, or the browser has gone.</summary>
    public static async Task LetGoAsync(this IJSObjectReference? held)
    {
        if (held is null)
        {
            return;
        }

        try
        {
            await held.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and all it held with it.
        }
    }
}

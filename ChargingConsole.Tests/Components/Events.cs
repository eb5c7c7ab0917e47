using AngleSharp.Dom;
using Bunit;

namespace ChargingConsole.Tests.Components;

/// <summary>
/// Events that have been dealt with when the call returns. bUnit's own return at once when another thread
/// is drawing (the live feed's timers do), and the next line then looks at a page that knows nothing of them.
/// </summary>
internal static class Events
{
    public static void Click(this IElement element) => Settle(element, static element => element.ClickAsync());

    public static void Submit(this IElement element) => Settle(element, static element => element.SubmitAsync());

    public static void Input<T>(this IElement element, T value) => Settle(element, element => element.InputAsync(value));

    public static void Change<T>(this IElement element, T value) => Settle(element, element => element.ChangeAsync(value));

    private static void Settle(IElement element, Func<IElement, Task> raise)
    {
        // Asked for first: the event may take the element away.
        var dispatcher = element.Owner!.Context.GetService<BunitContext>()!.Renderer.Dispatcher;
        var handled = raise(element);
        // Not the handler's end, which may wait for what the test answers later: its turn, which is first come, first served.
        dispatcher.InvokeAsync(() => { }).GetAwaiter().GetResult();
        if (handled.IsFaulted)
        {
            handled.GetAwaiter().GetResult();
        }
    }
}

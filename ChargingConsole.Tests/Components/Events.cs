using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Tests.Components;

/// <summary>
/// Events on what stands on the page in that very moment, which have been dealt with when the call returns. Other threads
/// draw as well (the live feed's timers and searches do): between bUnit's own finding and raising an element may be drawn
/// anew, and its raising returns at once while somebody else draws.
/// </summary>
internal static class Events
{
    public static void Click<TComponent>(this IRenderedComponent<TComponent> page, string selector)
        where TComponent : IComponent => page.Click(() => page.Find(selector));

    public static void Click<TComponent>(this IRenderedComponent<TComponent> page, Func<IElement> find)
        where TComponent : IComponent => Settle(page, () => find().ClickAsync());

    public static void Submit<TComponent>(this IRenderedComponent<TComponent> page, string selector)
        where TComponent : IComponent => Settle(page, () => page.Find(selector).SubmitAsync());

    public static void Input<TComponent, TValue>(this IRenderedComponent<TComponent> page, string selector, TValue value)
        where TComponent : IComponent => page.Input(() => page.Find(selector), value);

    public static void Input<TComponent, TValue>(this IRenderedComponent<TComponent> page, Func<IElement> find, TValue value)
        where TComponent : IComponent => Settle(page, () => find().InputAsync(value));

    public static void Change<TComponent, TValue>(this IRenderedComponent<TComponent> page, string selector, TValue value)
        where TComponent : IComponent => Settle(page, () => page.Find(selector).ChangeAsync(value));

    private static void Settle<TComponent>(IRenderedComponent<TComponent> page, Func<Task> raise)
        where TComponent : IComponent
    {
        var handled = Task.CompletedTask;
        // Its turn on the page's own thread, and not the handler's end, which may wait for what the test answers later.
        page.InvokeAsync(() => { handled = raise(); }).GetAwaiter().GetResult();
        if (handled.IsFaulted)
        {
            handled.GetAwaiter().GetResult();
        }
    }
}

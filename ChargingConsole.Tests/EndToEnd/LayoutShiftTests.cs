using Microsoft.Playwright;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>From the first paint on nothing jumps, while the demo fleet lives: the browser's own count of layout shifts. The rows of a log are left out, which move on as new ones come; what is around them is not.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed class LayoutShiftTests(DemoConsole console)
{
    private const double Most = 0.02;

    private const string Watch = """
        window.shifts = [];
        const isLog = /^\/log|tab=log/.test(location.pathname + location.search);
        const isRow = node => node ? (node.closest ? node : node.parentElement)?.closest(".log-view") : isLog;
        new PerformanceObserver(list => {
          for (const shift of list.getEntries()) {
            if (!shift.hadRecentInput && !(shift.sources.length && shift.sources.every(s => isRow(s.node)))) shifts.push({ value: shift.value, what: shift.sources.map(s => s.node && (s.node.className || s.node.nodeName)).join(", ") });
          }
        }).observe({ type: "layout-shift", buffered: true });
        """;

    private static readonly string[] s_onPhones = ["/", "/log", $"/chargers/{DemoConsole.Charger}?tab=log", $"/chargers/{DemoConsole.Charger}?tab=settings", "/sessions", "/id-tags", "/reports", "/system"];

    [Fact]
    public async Task No_page_moves_what_it_has_shown() => Assert.Empty(await ShiftsAsync(1440, 900, console.Addresses));

    [Fact]
    public async Task No_page_moves_what_it_has_shown_on_a_phone() => Assert.Empty(await ShiftsAsync(390, 844, s_onPhones));

    private async Task<List<string>> ShiftsAsync(int width, int height, IEnumerable<string> addresses)
    {
        var page = await console.OpenAsync(width, height);
        await page.AddInitScriptAsync(Watch);
        var moved = new List<string>();
        foreach (var address in addresses)
        {
            // A busy machine may paint between a row and the scroll that follows it; what a page does by itself, it does twice.
            var sum = await ShiftAsync(page, address) is > Most ? await ShiftAsync(page, address) : 0;
            if (sum > Most)
            {
                moved.Add($"{address}: {sum:0.000} by {await page.EvaluateAsync<string>("shifts.map(shift => shift.what).join('; ')")}");
            }
        }

        await page.Context.DisposeAsync();
        return moved;
    }

    private static async Task<double> ShiftAsync(IPage page, string address)
    {
        await DemoConsole.GoAsync(page, address);
        // Long enough for a few batches of the feed.
        await page.WaitForTimeoutAsync(350);
        return await page.EvaluateAsync<double>("shifts.reduce((sum, shift) => sum + shift.value, 0)");
    }
}

using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Every page by the rules of WCAG 2.2, levels A and AA, as far as axe can tell.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed class AccessibilityTests(DemoConsole console)
{
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] s_all = ["tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    // The rest of the rules does not see colours.
    private static readonly string[] s_colours = ["rule", "color-contrast", "link-in-text-block"];

    private static readonly string[] s_onPhones = ["/", $"/chargers/{DemoConsole.Charger}?tab=log", "/sessions", "/id-tags", "/jobs/new", "/log"];

    [Fact]
    public async Task No_page_breaks_a_rule_in_either_theme()
    {
        var breaches = new ConcurrentQueue<string>();
        await console.EachAsync(console.Addresses, async (page, address) =>
        {
            await CheckAsync(page, address, "light", s_all, breaches);
            await CheckAsync(page, address, "dark", s_colours, breaches);
        });

        Assert.True(breaches.IsEmpty, string.Join('\n', breaches));
    }

    [Fact]
    public async Task No_page_breaks_a_rule_on_a_phone()
    {
        var breaches = new ConcurrentQueue<string>();
        await console.EachAsync(s_onPhones, (page, address) => CheckAsync(page, address, "light", s_all, breaches), 390, 844);

        Assert.True(breaches.IsEmpty, string.Join('\n', breaches));
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        var tooWide = new ConcurrentQueue<string>();
        await console.EachAsync(
            console.Addresses,
            async (page, address) =>
            {
                var beyond = await page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('.main')].filter(Boolean).map(box => box.scrollWidth - box.clientWidth))");
                if (beyond > 1)
                {
                    tooWide.Enqueue($"{address}: {beyond} px");
                }
            },
            width: 390, height: 844);

        Assert.True(tooWide.IsEmpty, string.Join('\n', tooWide));
    }

    private static async Task CheckAsync(IPage page, string address, string theme, string[] rules, ConcurrentQueue<string> breaches)
    {
        // Our tokens follow at once, MudBlazor's by way of the server.
        await page.EvaluateAsync("theme => window.consoleTheme.choose(theme)", theme);
        await page.WaitForFunctionAsync(
            "theme => { const mud = getComputedStyle(document.documentElement).getPropertyValue('--mud-native-html-color-scheme').trim(); return document.documentElement.dataset.theme === theme && (!mud || mud === theme); }", theme);
        // A colour on its way to another is none that anybody has to read.
        await page.EvaluateAsync("() => document.getAnimations().forEach(change => { try { change.finish(); } catch { change.cancel(); } })");
        // Not by RunAxe, which opens a page of its own for each check, for frames of other origins; there are none here.
        await page.EvaluateAsync(s_axe);
        var found = await RunAsync();
        // A row that moves on while it is looked at is measured against what came in its place; what is wrong is wrong twice.
        foreach (var breach in found.Length == 0 ? found : found.IntersectBy((await RunAsync()).Select(Where), Where))
        {
            breaches.Enqueue($"{address} ({theme}) {breach}");
        }

        static string Where(string breach) => breach.Split('|')[0];

        Task<string[]> RunAsync() => page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run(document, { runOnly: { type: rules[0], values: rules.slice(1) }, resultTypes: ["violations"] }))
                .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} | ${node.html.slice(0, 160)} ${node.failureSummary}`))
            """, rules);
    }
}

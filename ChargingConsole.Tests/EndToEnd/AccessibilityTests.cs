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
        var page = await console.OpenAsync();
        var trouble = new List<string>();
        page.PageError += (_, error) => trouble.Add($"{page.Url}: {error}");

        var breaches = new List<string>();
        foreach (var address in console.Addresses)
        {
            await DemoConsole.GoAsync(page, address);
            await CheckAsync(page, address, "light", s_all, breaches);
            await CheckAsync(page, address, "dark", s_colours, breaches);
        }

        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
        Assert.Empty(trouble);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task No_page_breaks_a_rule_on_a_phone()
    {
        var page = await console.OpenAsync(390, 844);
        var breaches = new List<string>();
        foreach (var address in s_onPhones)
        {
            await DemoConsole.GoAsync(page, address);
            await CheckAsync(page, address, "light", s_all, breaches);
        }

        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        var page = await console.OpenAsync(390, 844);
        var tooWide = new List<string>();
        foreach (var address in console.Addresses)
        {
            await DemoConsole.GoAsync(page, address);
            var beyond = await page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('.main')].filter(Boolean).map(box => box.scrollWidth - box.clientWidth))");
            if (beyond > 1)
            {
                tooWide.Add($"{address}: {beyond} px");
            }
        }

        Assert.True(tooWide.Count == 0, string.Join('\n', tooWide));
        await page.Context.DisposeAsync();
    }

    private static async Task CheckAsync(IPage page, string address, string theme, string[] rules, List<string> breaches)
    {
        // Our tokens follow at once, MudBlazor's by way of the server.
        await page.EvaluateAsync("theme => window.consoleTheme.choose(theme)", theme);
        await page.WaitForFunctionAsync(
            "theme => { const mud = getComputedStyle(document.documentElement).getPropertyValue('--mud-native-html-color-scheme').trim(); return document.documentElement.dataset.theme === theme && (!mud || mud === theme); }", theme);
        // A colour on its way to another is none that anybody has to read.
        await page.EvaluateAsync("() => document.getAnimations().forEach(change => { try { change.finish(); } catch { change.cancel(); } })");
        // Not by RunAxe, which opens a page of its own for each check, for frames of other origins; there are none here.
        await page.EvaluateAsync(s_axe);
        var found = await page.EvaluateAsync<string[]>("""
            async rules => (await axe.run(document, { runOnly: { type: rules[0], values: rules.slice(1) }, resultTypes: ["violations"] }))
                .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`))
            """, rules);
        breaches.AddRange(found.Select(breach => $"{address} ({theme}) {breach}"));
    }
}

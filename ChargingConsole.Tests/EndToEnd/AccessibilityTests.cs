using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Every page by the rules of WCAG 2.2, levels A and AA, as far as axe can tell.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed class AccessibilityTests(DemoConsole console)
{
    private static readonly AxeRunOptions s_all = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // The rest of the rules does not see colours.
    private static readonly AxeRunOptions s_colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

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

        Assert.Empty(breaches);
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

        Assert.Empty(breaches);
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

        Assert.Empty(tooWide);
        await page.Context.DisposeAsync();
    }

    private static async Task CheckAsync(IPage page, string address, string theme, AxeRunOptions rules, List<string> breaches)
    {
        // Our tokens follow at once, MudBlazor's by way of the server.
        await page.EvaluateAsync("theme => window.consoleTheme.choose(theme)", theme);
        await page.WaitForFunctionAsync(
            "theme => { const mud = getComputedStyle(document.documentElement).getPropertyValue('--mud-native-html-color-scheme').trim(); return document.documentElement.dataset.theme === theme && (!mud || mud === theme); }", theme);
        var result = await page.RunAxe(rules);
        breaches.AddRange(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{address} ({theme}) {rule.Id}: {node.Target} {node.Html[..Math.Min(160, node.Html.Length)]}")));
    }
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Tests.Architecture;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>The console as somebody sees it whose browser prefers German.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed partial class GermanTests(DemoConsole console)
{
    private const string Texts = """
        () => {
          const found = new Set();
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const { parentElement: parent, data } = walk.currentNode;
            if (data.trim() && !parent.closest("script, style, code, kbd, .json, .mono, [lang=en]") && parent.value !== data.trim()) found.add(data.trim().replace(/\s+/g, " "));
          }
          for (const name of ["title", "aria-label", "placeholder", "data-label"]) {
            for (const element of document.querySelectorAll(`[${name}]`)) found.add(element.getAttribute(name).trim());
          }
          return [...found];
        }
        """;

    [Fact]
    public async Task A_browser_that_prefers_German_gets_every_page_in_German()
    {
        var german = XDocument.Load(Path.Combine(SourceTree.Root, "ChargingConsole/Resources/Texts.de.resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);
        var spoken = german.Values.ToHashSet(StringComparer.Ordinal);
        var english = new ConcurrentQueue<string>();
        await console.EachAsync(
            console.Addresses,
            async (page, address) =>
            {
                Assert.Equal("de", await page.EvaluateAsync<string>("document.documentElement.lang"));
                foreach (var text in await page.EvaluateAsync<string[]>(Texts))
                {
                    if (german.TryGetValue(text, out var translated) && translated != text && !spoken.Contains(text) && ActionForms.Find(text) is null)
                    {
                        english.Enqueue($"{address}: {text}");
                    }
                }
            },
            language: "de-DE");

        Assert.Empty(english);
    }

    [Fact]
    public async Task The_language_is_chosen_in_the_bar_and_kept()
    {
        var page = await console.OpenAsync();
        await DemoConsole.GoAsync(page, "/system");
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Settings in force" })).ToBeVisibleAsync();

        await page.GetByTestId("language").SelectOptionAsync("de");
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Geltende Einstellungen" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Flotte" }).First).ToBeVisibleAsync();

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ladevorgänge" }).First).ToBeVisibleAsync();
        Assert.Matches(German(), (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == ChargingConsole.Components.Languages.CookieName).Value);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Programs_are_answered_in_English_whatever_they_prefer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/chargers/none/status");
        request.Headers.Add("Accept-Language", "de-DE");
        using var response = await console.Web.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("not found", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("uic(=|%3D)de")]
    private static partial Regex German();
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>The console without a mouse.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed class KeyboardTests(DemoConsole console)
{
    [Fact]
    public async Task Pages_chargers_sessions_tags_and_commands_are_reached_by_keys_alone()
    {
        var page = await console.OpenAsync();
        await DemoConsole.GoAsync(page, "/");
        var keys = page.Keyboard;

        // The first stop is past the navigation.
        await keys.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();

        await DemoConsole.GoByKeyAsync(page, "t", "/id-tags");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();

        await keys.PressAsync("/");
        await Expect(page.Locator("[data-key=search]")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");

        await JumpAsync(page, DemoConsole.Charger);
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = DemoConsole.Charger })).ToBeVisibleAsync();

        // Of the charger in view.
        await JumpAsync(page, "Clear cache");
        await Expect(page).ToHaveURLAsync(new Regex("tab=commands&action=ClearCache"));

        await JumpAsync(page, "#1");
        await Expect(page).ToHaveURLAsync(new Regex("/sessions/1$"));

        await JumpAsync(page, "Firmware");
        await Expect(page).ToHaveURLAsync(new Regex("/firmware$"));

        await keys.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Search on this page");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close", Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_log_is_paused_and_walked_by_keys()
    {
        var page = await console.OpenAsync();
        await DemoConsole.GoAsync(page, "/log");
        await Expect(page.GetByTestId("log-row").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("[data-key=pause]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("[data-key=pause]")).ToHaveAttributeAsync("aria-pressed", "false");

        // Wherever the focus is: here it is on nothing, then on a button.
        await page.Keyboard.PressAsync("k");
        await Expect(page.GetByTestId("frame-details")).ToBeVisibleAsync();
        var selected = page.Locator(".log-row.selected");
        var last = await selected.GetAttributeAsync("data-frame");
        await page.GetByTestId("copy-link").FocusAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(selected).Not.ToHaveAttributeAsync("data-frame", last!);
        await page.Keyboard.PressAsync("j");
        await Expect(selected).ToHaveAttributeAsync("data-frame", last!);
        // In a field they are letters.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jk");
        await Expect(page.Locator("[data-key=search]")).ToHaveValueAsync("jk");
        await page.Context.DisposeAsync();
    }

    private static async Task JumpAsync(IPage page, string text)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByTestId("jump")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(text);
        await Expect(page.GetByTestId("jump-item").First).ToContainTextAsync(text.TrimStart('#'));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("jump")).ToHaveCountAsync(0);
    }
}

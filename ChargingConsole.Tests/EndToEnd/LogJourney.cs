using System.Text.RegularExpressions;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>What somebody does who looks for a message among many, in a real browser against the real app.</summary>
[Collection(nameof(OneBrowser))]
public sealed partial class LogJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Frames_are_filtered_paused_paired_explained_searched_back_and_exported()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-log-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        await using var charger = await RawCharger.BootAsync(server.Ocpp, "LOG-1", 1);
        for (var i = 0; i < 420; i++)
        {
            await charger.CallAsync("Heartbeat", "{}");
        }

        var page = await browser.OpenAsync(server.Web);
        var trouble = new List<string>();
        page.PageError += (_, error) => trouble.Add(error);

        // Filter: the address says so, and opens the same again.
        await page.GotoAsync("/log");
        await Expect(page.GetByTestId("log-row").Last).ToContainTextAsync("Heartbeat");
        await page.GetByTestId("log-kind").SelectOptionAsync("call");
        await page.GetByLabel("Action", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("StatusNotification");
        await Expect(page.GetByTestId("log-row")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(Filtered());
        await page.ReloadAsync();
        await Expect(page.GetByTestId("log-row")).ToHaveCountAsync(1);
        await Expect(page.Locator(".log-view[data-attached]")).ToBeVisibleAsync();

        // Open: pairs both ways, and tells what a member means to whoever points at it.
        await page.GetByTestId("log-row").ClickAsync();
        await Expect(page.GetByTestId("frame-result")).ToBeVisibleAsync();
        var member = page.GetByTestId("frame-call").Locator("button.json-key").Filter(new LocatorFilterOptions { HasText = "errorCode" });
        await member.HoverAsync();
        Assert.Contains("NoError", await member.EvaluateAsync<string>("key => getComputedStyle(key, '::after').content"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear filters" }).ClickAsync();
        await Expect(page.GetByTestId("log-row").Last).ToContainTextAsync("Heartbeat");

        // Away and back within the console: the page that was filtered leaves in peace.
        await DemoConsole.GoByKeyAsync(page, "s", "/sessions");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sessions");
        await DemoConsole.GoByKeyAsync(page, "l", "/log");
        await Expect(page.GetByTestId("log-row").Last).ToContainTextAsync("Heartbeat");

        // Pause is for the view alone.
        var pause = page.GetByTestId("log-pause");
        await pause.ClickAsync();
        await Expect(pause).ToHaveAttributeAsync("aria-pressed", "true");
        await charger.CallAsync("Authorize", """{"idTag":"NEEDLE"}""");
        await Expect(page.Locator(".log-foot")).ToContainTextAsync("2 frames came meanwhile");
        await pause.ClickAsync();
        await Expect(pause).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(page.GetByTestId("log-row").Last).ToContainTextAsync("Authorize");

        // Scrolled back: the position is in the address, and a link to it shows the same frame.
        await page.GetByTestId("log-view").HoverAsync();
        await UntilAsync(() => page.Mouse.WheelAsync(0, -600), page.GetByTestId("log-state").Filter(new LocatorFilterOptions { HasText = "Scrolled back" }));
        await Expect(page).ToHaveURLAsync(Position());
        await page.ReloadAsync();
        await Expect(page.Locator(".log-view[data-attached]")).ToBeVisibleAsync();
        // And it stays there: what the script tells when it has begun must not lead back to now.
        await charger.CallAsync("Heartbeat", "{}");
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("Scrolled back");
        await Expect(page.GetByTestId("log-new")).ToContainTextAsync("new");
        await Expect(page).ToHaveURLAsync(Position());

        // Search back by text and export exactly that.
        await page.GotoAsync("/log?q=NEEDLE");
        await Expect(page.GetByTestId("log-row")).ToHaveCountAsync(1);
        await page.GetByTestId("log-export-open").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-csv").ClickAsync());
        var file = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal(2, file.Length);
        Assert.Contains("NEEDLE", file[1], StringComparison.Ordinal);
        await Expect(page.GetByTestId("export-outcome")).ToContainTextAsync("1 frame was exported");
        Assert.Empty(trouble);

        await page.Context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Does it until it is seen to: a view that a new row moves at the same moment may take no notice, and whoever scrolls scrolls on.</summary>
    private static async Task UntilAsync(Func<Task> act, ILocator seen)
    {
        for (var i = 0; i < 20 && await seen.CountAsync() == 0; i++)
        {
            await act();
            await Task.Delay(500);
        }

        await Expect(seen).ToBeVisibleAsync();
    }

    [GeneratedRegex("kind=call.*action=StatusNotification|action=StatusNotification.*kind=call")]
    private static partial Regex Filtered();

    [GeneratedRegex("pos=[0-9]+")]
    private static partial Regex Position();
}

using Microsoft.Playwright;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>Pages of the live log in headless Chromium, each with a circuit of its own.</summary>
internal sealed class LogPages : IAsyncDisposable
{
    private static readonly string[] s_installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Timed in the page itself: from the click or the choice until the page shows what was asked for and has drawn it.
    private const string Clock = """
        async ({ act, until, limit }) => {
          const done = new Function("return (" + until + ")");
          const began = performance.now();
          new Function(act)();
          while (!done()) {
            if (performance.now() - began > limit) return -1;
            await new Promise((next) => { const seen = new MutationObserver(() => { seen.disconnect(); next(); }); seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }); setTimeout(() => { seen.disconnect(); next(); }, 250); });
          }
          await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _web;
    private readonly List<IPage> _pages = [];

    private LogPages(IPlaywright playwright, IBrowser browser, Uri web) => (_playwright, _browser, _web) = (playwright, browser, web);

    /// <summary>Starts the browser; Debian's own Chromium where it is installed, else that of Playwright.</summary>
    public static async Task<LogPages> StartAsync(int webPort)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(s_installed, File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new LogPages(playwright, browser, new Uri($"http://127.0.0.1:{webPort}/log"));
    }

    /// <summary>Opens so many in all, and waits until each shows frames.</summary>
    public async Task OpenAsync(int count)
    {
        while (_pages.Count < count)
        {
            var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
            var page = await context.NewPageAsync();
            _pages.Add(page);
            await page.GotoAsync(_web.ToString());
            await page.GetByTestId("log-state").Filter(new LocatorFilterOptions { HasText = "Live" }).WaitForAsync();
            await page.GetByTestId("log-row").First.WaitForAsync();
        }
    }

    /// <summary>Sets a filter and takes it away again; gives the milliseconds until only such frames were shown, each time. -1 where that took longer than ten seconds.</summary>
    public async Task<IReadOnlyList<double>> FilterAsync(int times)
    {
        string[] actions = ["MeterValues", "StatusNotification", "Authorize", "StartTransaction"];
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var action = actions[i % actions.Length];
            all.Add(await TimeAsync(
                $"const s = document.querySelector('select[aria-label=Action]'); s.value = '{action}'; s.dispatchEvent(new Event('change', {{ bubbles: true }}));",
                $"(() => {{ const rows = [...document.querySelectorAll('.log-row .log-action')]; return rows.length > 5 && rows.every((row) => row.textContent.startsWith('{action}')); }})()"));
            await Task.Delay(400);
        }

        await TimeAsync(
            "const s = document.querySelector('select[aria-label=Action]'); s.value = ''; s.dispatchEvent(new Event('change', { bubbles: true }));",
            "new Set([...document.querySelectorAll('.log-row .log-action')].map((row) => row.textContent)).size > 2");
        return all;
    }

    /// <summary>Opens a frame and closes it again; gives the milliseconds until its details were shown, each time.</summary>
    public async Task<IReadOnlyList<double>> OpenFramesAsync(int times)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            all.Add(await TimeAsync(
                "const rows = document.querySelectorAll('.log-row'); rows[Math.floor(rows.length / 2)].click();",
                "document.querySelector('[data-testid=frame-details] .json') !== null"));
            await Task.Delay(300);
            await TimeAsync("document.querySelector('[data-key=close]').click();", "document.querySelector('[data-testid=frame-details]') === null");
            await TimeAsync("document.querySelector('[data-key=follow]')?.click();", "document.querySelector('[data-testid=log-state]').textContent.includes('Live')");
            await Task.Delay(300);
        }

        return all;
    }

    /// <summary>Closes them all.</summary>
    public async Task CloseAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        _pages.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private Task<double> TimeAsync(string act, string until) => _pages[0].EvaluateAsync<double>(Clock, new { act, until, limit = 10_000 });
}

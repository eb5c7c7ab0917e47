using Microsoft.Playwright;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>Headless Chromium, and the clock with which things are timed inside a page.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
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

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it; Debian's own Chromium where it is installed, else that of Playwright.</summary>
    public static async Task<ConsoleBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(s_installed, File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new ConsoleBrowser(playwright, browser);
    }

    /// <summary>An empty page with a profile of its own: nothing cached, another circuit.</summary>
    public async Task<IPage> NewPageAsync()
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        // Beside a load on the same core a page may take its time to open; that is not what ends a measurement.
        context.SetDefaultTimeout(120_000);
        return await context.NewPageAsync();
    }

    /// <summary>Does something in the page; gives the milliseconds until what was wanted is drawn, -1 where that took longer than ten seconds.</summary>
    public static Task<double> TimeAsync(IPage page, string act, string until) => page.EvaluateAsync<double>(Clock, new { act, until, limit = 10_000 });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

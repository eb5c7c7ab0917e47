using Microsoft.Playwright;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>
/// Chromium, driven by Playwright: Debian's own where it is installed, else Playwright's, which is
/// fetched then. A missing browser fails the tests; it never skips them.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        var executable = Array.Find(s_installed, File.Exists);
        if (executable is null && Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
        {
            throw new InvalidOperationException("No Chromium is installed, and Playwright could not fetch one.");
        }

        Assertions.SetDefaultExpectTimeout(40_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
        });
    }

    /// <summary>A page of its own, as if on another machine, of somebody who reads that language.</summary>
    public async Task<IPage> OpenAsync(Uri web, int width = 1440, int height = 900, string language = "en-GB")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = web.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(40_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

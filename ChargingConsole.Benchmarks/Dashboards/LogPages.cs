using Microsoft.Playwright;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>Pages of the live log in headless Chromium, each with a circuit of its own.</summary>
internal sealed class LogPages(ConsoleBrowser browser, Uri web, TextWriter output)
{
    // What there is to see where a frame did not open.
    private const string Seen = """
        JSON.stringify({
          wanted: window.wanted,
          selected: document.querySelector('.log-row.selected')?.dataset.frame ?? null,
          details: document.querySelector('[data-testid=frame-details]')?.innerText.slice(0, 80) ?? null,
          state: document.querySelector('[data-testid=log-state]').textContent,
          first: document.querySelector('.log-row')?.dataset.frame, last: [...document.querySelectorAll('.log-row')].at(-1)?.dataset.frame,
          broken: getComputedStyle(document.getElementById('blazor-error-ui')).display !== 'none',
          address: location.search,
        })
        """;

    private readonly List<IPage> _pages = [];

    /// <summary>Opens so many in all, and waits until each shows frames.</summary>
    public async Task OpenAsync(int count)
    {
        while (_pages.Count < count)
        {
            var page = await browser.NewPageAsync();
            _pages.Add(page);
            await page.GotoAsync(web.ToString());
            await page.GetByTestId("log-state").Filter(new LocatorFilterOptions { HasText = "Live" }).WaitForAsync();
            await page.GetByTestId("log-row").First.WaitForAsync();
        }
    }

    /// <summary>Sets a filter and takes it away again; gives the milliseconds until only such frames were shown, each time. -1 where that took longer than ten seconds.</summary>
    public async Task<Timings> FilterAsync(int times)
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
        return new Timings(all);
    }

    /// <summary>Opens a frame and closes it again; gives the milliseconds until its details were shown, each time.</summary>
    public async Task<Timings> OpenFramesAsync(int times)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            all.Add(await TimeAsync(
                "const rows = document.querySelectorAll('.log-row'); const row = rows[Math.floor(rows.length / 2)]; window.wanted = row.dataset.frame; row.click();",
                "document.querySelector('[data-testid=frame-details] .json') !== null && document.querySelector('.log-row.selected')?.dataset.frame === window.wanted"));
            if (all[^1] < 0)
            {
                output.WriteLine($"a frame was not opened: {await _pages[0].EvaluateAsync<string>(Seen)}");
            }

            await Task.Delay(300);
            await TimeAsync("document.querySelector('[data-key=close]')?.click();", "document.querySelector('[data-testid=frame-details]') === null");
            await TimeAsync("document.querySelector('[data-key=follow]')?.click();", "document.querySelector('[data-testid=log-state]').textContent.includes('Live')");
            await Task.Delay(300);
        }

        return new Timings(all);
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

    private Task<double> TimeAsync(string act, string until) => ConsoleBrowser.TimeAsync(_pages[0], act, until);
}

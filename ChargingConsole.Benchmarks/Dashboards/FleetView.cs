using System.Text.Json;
using ChargingConsole.Benchmarks.Load;
using Microsoft.Playwright;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>The fleet page in the browser, and what is timed on it.</summary>
internal sealed class FleetView(ConsoleBrowser browser, Uri web) : IAsyncDisposable
{
    private const string Tile = "[data-testid=fleet-tile]";

    // Set up before the page itself: notes when the first tile was drawn, counted from the start of the navigation.
    private const string FirstTile = """
        (() => {
          const look = () => document.querySelector('[data-testid=fleet-tile] .tile-id')
            ? requestAnimationFrame(() => setTimeout(() => { window.firstTileAt = performance.now(); }))
            : requestAnimationFrame(look);
          look();
        })();
        """;

    private IPage? _page;

    /// <summary>Opens the page so often; each time with nothing cached, or again and again in the same profile. Gives the times to the first text and to the first tile.</summary>
    public async Task<(Timings Text, Timings Tile)> OpenAsync(int times, bool isCached)
    {
        var (texts, tiles) = (new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            if (!isCached || _page is null)
            {
                await CloseAsync();
                _page = await browser.NewPageAsync();
                await _page.AddInitScriptAsync(FirstTile);
            }

            await _page.GotoAsync(web.ToString());
            await _page.WaitForFunctionAsync("() => window.firstTileAt > 0");
            tiles.Add(await _page.EvaluateAsync<double>("() => window.firstTileAt"));
            texts.Add(await _page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"));
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return (new Timings(texts), new Timings(tiles));
    }

    /// <summary>Where the time to the first tile went, for whoever wants to shorten it: when each resource was there, and the milestones of the page.</summary>
    public async Task<string> TellAsync() => (await _page!.EvaluateAsync<JsonElement>("""
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .map((entry) => `${Math.round(entry.startTime)}-${Math.round(entry.responseEnd)} ${Math.round(entry.transferSize / 1024)} KB ${entry.name.replace(location.origin, '').split('?')[0]}`)
          .concat(`first tile ${Math.round(window.firstTileAt)}`).join('\n')
        """)).ToString();

    /// <summary>Types the ids of single chargers; gives the milliseconds until those and no others were drawn.</summary>
    public async Task<Timings> SearchAsync(int times, int chargers)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var id = Charger.IdOf(1 + (((i * 7919) + 4242) % chargers));
            all.Add(await TypeAsync(id, $"(() => {{ const ids = [...document.querySelectorAll('{Tile} .tile-id')]; return ids.length === 1 && ids[0].textContent === '{id}'; }})()"));
            await Task.Delay(350 + (i * 37 % 100));
        }

        await TypeAsync("", $"document.querySelectorAll('{Tile}').length > 15");
        return new Timings(all);
    }

    /// <summary>Jumps up and down the list; gives the milliseconds until the middle of the page shows tiles again.</summary>
    public async Task<Timings> ScrollAsync(int times)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var share = (i * 0.37) % 1;
            all.Add(await ConsoleBrowser.TimeAsync(
                _page!,
                $"const main = document.querySelector('main.main'); main.scrollTop = main.scrollHeight * {share.ToString(System.Globalization.CultureInfo.InvariantCulture)};",
                $"(() => {{ const box = document.querySelector('main.main').getBoundingClientRect(); return [0.4, 0.5, 0.6].some((y) => document.elementFromPoint(box.left + 150, box.top + box.height * y)?.closest('{Tile}')); }})()"));
            await Task.Delay(400);
        }

        await ConsoleBrowser.TimeAsync(_page!, "document.querySelector('main.main').scrollTop = 0;", $"document.querySelector('{Tile} .tile-id')?.textContent === '{Charger.IdOf(1)}'");
        return new Timings(all);
    }

    /// <summary>Has a charger tell another status so often; gives the milliseconds from its socket until its tile says so.</summary>
    public async Task<Timings> ChangeAsync(Charger charger, int times)
    {
        await _page!.EvaluateAsync(
            """
            (id) => {
              const chips = () => [...document.querySelectorAll('[data-testid=fleet-tile]')].find((tile) => tile.querySelector('.tile-id')?.textContent === id)?.querySelector('.tile-connectors')?.textContent;
              let last = chips();
              window.changes = [];
              new MutationObserver(() => {
                const now = chips();
                if (now !== undefined && now !== last) { last = now; requestAnimationFrame(() => window.changes.push(Date.now())); }
              }).observe(document.body, { subtree: true, childList: true, characterData: true });
            }
            """,
            charger.Id);
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            charger.Due(System.Diagnostics.Stopwatch.GetTimestamp());
            try
            {
                var shown = await _page.WaitForFunctionAsync("(count) => window.changes.length > count && window.changes[count]", all.Count, new PageWaitForFunctionOptions { Timeout = 10_000 });
                all.Add(await shown.JsonValueAsync<double>() - began);
            }
            catch (TimeoutException)
            {
                // What comes later would be counted for another change.
                all.Add(-1);
                break;
            }

            await Task.Delay(300 + (i * 37 % 100));
        }

        return new Timings(all);
    }

    /// <summary>Closes the page.</summary>
    public async Task CloseAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
            _page = null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private Task<double> TypeAsync(string text, string until) => ConsoleBrowser.TimeAsync(
        _page!, $"const box = document.querySelector('input[type=search]'); box.value = '{text}'; box.dispatchEvent(new Event('input', {{ bubbles: true }}));", until);
}

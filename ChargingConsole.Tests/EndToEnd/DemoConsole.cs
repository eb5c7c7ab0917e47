using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using ChargingConsole.Components;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>The tests that share one app with a demo fleet and one browser.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DemoConsoleTests : ICollectionFixture<DemoConsole>
{
    public const string Name = "One demo console in a browser";
}

/// <summary>One app with a small demo fleet, one browser, and the address of every page there is.</summary>
public sealed partial class DemoConsole : IAsyncLifetime
{
    public const string Charger = "DEMO-0001";

    private readonly string _folder = Directory.CreateTempSubdirectory("charging-console-demo-").FullName;
    private readonly Browser _browser = new();
    private ServerProcess _server = null!;

    /// <summary>Where chargers connect.</summary>
    public Uri Ocpp => _server.Ocpp;

    /// <summary>The REST API and the pages.</summary>
    public HttpClient Web { get; private set; } = null!;

    /// <summary>Each page as the router knows it, so that a new page is among them by itself, and each tab of a charger.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await _browser.InitializeAsync();
        _server = await ServerProcess.StartAsync(_folder, "--Demo:Chargers=4");
        Web = new HttpClient { BaseAddress = _server.Web };
        var session = "1";
        for (var look = 0; look < 480; look++)
        {
            // The demo's drivers need a moment to come.
            if ((await Web.GetStringAsync("/api/chargers")).Contains(Charger, StringComparison.Ordinal)
                && TransactionId().Match(await Web.GetStringAsync("/api/sessions?limit=1")) is { Success: true } found)
            {
                session = found.Groups[1].Value;
                break;
            }

            await Task.Delay(250);
        }

        await FurnishAsync();
        Addresses =
        [
            .. typeof(App).Assembly.GetTypes()
                .SelectMany(page => page.GetCustomAttributes<RouteAttribute>())
                .Select(route => route.Template)
                .SelectMany(template => template == "/chargers/{Id}" ? ChargerTab.All.Select(tab => $"/chargers/{Charger}?tab={tab.Name}") : [Sample(template, session)])
                .Order(StringComparer.Ordinal),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        await _server.DisposeAsync();
        await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page of somebody's own browser.</summary>
    public Task<IPage> OpenAsync(int width = 1440, int height = 900, string language = "en-GB") => _browser.OpenAsync(_server.Web, width, height, language);

    /// <summary>Looks at each address, at two of them at once: a page waits for its server half of the time. No script of a page may fail.</summary>
    public async Task EachAsync(IEnumerable<string> addresses, Func<IPage, string, Task> look, int width = 1440, int height = 900, string language = "en-GB")
    {
        var waiting = new ConcurrentQueue<string>(addresses);
        var errors = new ConcurrentQueue<string>();
        await Task.WhenAll(LookAsync(), LookAsync());
        Assert.Empty(errors);

        async Task LookAsync()
        {
            var page = await OpenAsync(width, height, language);
            page.PageError += (_, error) => errors.Enqueue($"{page.Url}: {error}");
            while (waiting.TryDequeue(out var address))
            {
                await GoAsync(page, address);
                await look(page, address);
            }

            await page.Context.DisposeAsync();
        }
    }

    /// <summary>Opens an address and waits for its content.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        try
        {
            await page.WaitForFunctionAsync("() => document.querySelector('.console h1') && !document.querySelector('.console .skeleton-rows')");
        }
        catch (TimeoutException timeout)
        {
            throw new InvalidOperationException($"{address} did not come: {await page.Locator("body").InnerTextAsync()}", timeout);
        }
    }

    /// <summary>Goes to a page by g and its key; a page that hung between the two waits for both again.</summary>
    public static async Task GoByKeyAsync(IPage page, string key, string address)
    {
        for (var tries = 0; tries < 5 && new Uri(page.Url).AbsolutePath != address; tries++)
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync(key);
            try
            {
                await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == address, new PageWaitForURLOptions { Timeout = 5_000 });
            }
            catch (TimeoutException) when (tries < 4)
            {
                // Once more.
            }
        }
    }

    /// <summary>Puts something on the pages that a fleet alone leaves empty.</summary>
    private async Task FurnishAsync()
    {
        const string Night = """
            {"name":"Night","purpose":"TxDefaultProfile","kind":"Recurring","recurrency_kind":"Daily","stack_level":0,
            "schedule":{"unit":"A","start_schedule":"2026-01-01T22:00:00Z","periods":[{"start_period":0,"limit":32},{"start_period":28800,"limit":10}]}}
            """;
        var reserved = TimeProvider.System.GetUtcNow().AddHours(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        (HttpMethod Method, string Path, string Body)[] furniture =
        [
            (HttpMethod.Post, "/api/charging-profiles", Night),
            (HttpMethod.Post, "/api/jobs", """{"title":"Clear the caches","action":"ClearCache","filter":{"all":true}}"""),
            (HttpMethod.Put, "/api/configuration-templates/House%20rules", """{"values":[{"key":"HeartbeatInterval","value":"600"}]}"""),
            (HttpMethod.Post, "/api/keys", """{"name":"Roaming partner","scope":"viewer"}"""),
            (HttpMethod.Post, "/api/blocked-addresses", """{"address":"198.51.100.0/24","note":"noise"}"""),
            (HttpMethod.Post, $"/api/chargers/{Charger}/commands/ReserveNow", $$"""{"connectorId":1,"expiryDate":"{{reserved}}","idTag":"APP_USER"}"""),
        ];
        foreach (var (method, path, body) in furniture)
        {
            var answer = await Web.CallAsync(method, path, body);
            Assert.True((int)answer.Status < 300, $"{method} {path}: {answer.Text}");
        }
    }

    private static string Sample(string template, string session) => template switch
    {
        "/sessions/{TransactionId:int}" => $"/sessions/{session}",
        "/id-tags/tag" => "/id-tags/tag?id=APP_USER",
        _ => NumberParameter().Replace(template, "1") is var address && address.Contains('{', StringComparison.Ordinal)
            ? throw new InvalidOperationException($"{template} needs an example: say here which.")
            : address,
    };

    [GeneratedRegex(@"""transaction_id"":\s*(\d+)")]
    private static partial Regex TransactionId();

    [GeneratedRegex(@"\{\w+:(int|long)\}")]
    private static partial Regex NumberParameter();
}

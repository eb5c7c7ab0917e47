using System.Text.RegularExpressions;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>A fleet in care, in a real browser against the real app: views, maintenance, a stuck session, a report.</summary>
[Collection(nameof(OneBrowser))]
public sealed partial class FleetJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_fleet_of_thousands_shows_its_tiles_wherever_somebody_scrolls_to()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-fleet-").FullName;
        var engine = new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")};Pooling=False");
        await engine.MigrateAsync(TestContext.Current.CancellationToken);
        await using (var database = new ChargingDatabase(engine).OpenReader())
        {
            database.AddRange(Enumerable.Range(1, 3000).Select(key => Rows.ChargePoint(key, $"MANY-{key:0000}")));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var server = await ServerProcess.StartAsync(folder);
        var page = await browser.OpenAsync(server.Web);
        await page.GotoAsync("/");
        await Expect(page.GetByTestId("fleet-tile").First).ToContainTextAsync("MANY-0001");

        await page.EvaluateAsync("() => { const main = document.querySelector('main.main'); main.scrollTop = main.scrollHeight / 2; }");
        await page.WaitForFunctionAsync("""
            () => {
              const box = document.querySelector('main.main').getBoundingClientRect();
              return [0.1, 0.5, 0.9].every((y) => [0, 100].some((more) => document.elementFromPoint(box.left + 120, box.top + box.height * y - more / 10)?.closest('[data-testid=fleet-tile]')));
            }
            """);
        await page.EvaluateAsync("() => { const main = document.querySelector('main.main'); main.scrollTop = main.scrollHeight; }");
        await Expect(page.GetByTestId("fleet-tile").Last).ToContainTextAsync("MANY-3000");

        // From the very end to what one search leaves of it, and back to everything.
        await page.GetByRole(AriaRole.Searchbox).FillAsync("MANY-0777");
        await Expect(page.GetByTestId("fleet-tile")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("fleet-tile")).ToContainTextAsync("MANY-0777");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(page.GetByTestId("fleet-tile").First).ToContainTextAsync("MANY-0001");
    }

    [Fact]
    public async Task An_operator_saves_a_view_takes_a_charger_into_maintenance_closes_a_stuck_session_and_reads_the_report()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-fleet-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        var charger = await RawCharger.BootAsync(server.Ocpp, "CARE-1", 1);
        await using var other = await RawCharger.BootAsync(server.Ocpp, "CARE-2", 1);
        var session = await charger.BeginAsync(meterStart: 1000);
        await charger.MeterAsync(session, 3500, 7000);
        var page = await browser.OpenAsync(server.Web);

        // A view of what charges, saved and opened again.
        await page.GotoAsync("/");
        await page.GetByTestId("filter-state").ClickAsync();
        await page.GetByTestId("state-charging").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("fleet-tile")).ToHaveCountAsync(1);
        await page.GetByTestId("views").ClickAsync();
        await page.GetByTestId("view-save").ClickAsync();
        await page.GetByTestId("view-name").FillAsync("What charges");
        await page.GetByTestId("view-confirm").ClickAsync();
        await Expect(page.GetByTestId("views")).ToContainTextAsync("What charges");
        await page.GotoAsync("/");
        await Expect(page.GetByTestId("fleet-tile")).ToHaveCountAsync(2);
        await page.GetByTestId("views").ClickAsync();
        await page.GetByTestId("view-item").ClickAsync();
        await Expect(page).ToHaveURLAsync(ChargingUrl());
        await Expect(page.GetByTestId("fleet-tile")).ToHaveCountAsync(1);

        // The charger goes away with its session open: that is closed here, and says what it assumes.
        charger.Abort();
        await page.GotoAsync($"/sessions/{session}");
        await page.GetByTestId("close-session").ClickAsync();
        await Expect(page.GetByTestId("close-dialog")).ToContainTextAsync("2.50 kWh");
        await page.GetByTestId("close-confirm").ClickAsync();
        await Expect(page.GetByTestId("estimated")).ToBeVisibleAsync();

        // Maintenance keeps people from starting, and is kept though the charger is away.
        await page.GotoAsync("/chargers/CARE-1");
        await page.GetByTestId("quick").First.ClickAsync();
        await page.GetByTestId("quick-maintenance").ClickAsync();
        await page.GetByTestId("maintenance-reason").FillAsync("Screen is dark");
        await page.GetByTestId("maintenance-confirm").ClickAsync();
        await Expect(page.GetByTestId("maintenance")).ToContainTextAsync("Screen is dark");
        await Expect(page.GetByTestId("start")).ToBeDisabledAsync();
        await page.GotoAsync("/?state=maintenance");
        await Expect(page.GetByTestId("fleet-tile")).ToContainTextAsync("Screen is dark");
        await page.GotoAsync("/chargers/CARE-1");
        await page.GetByTestId("end-maintenance").ClickAsync();
        await Expect(page.GetByTestId("maintenance")).ToHaveCountAsync(0);

        // The report, and its file.
        await page.GotoAsync("/reports?by=charger");
        await Expect(page.GetByTestId("report-line")).ToContainTextAsync("CARE-1");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("report-csv").ClickAsync());
        Assert.Contains("CARE-1,1,2.5,", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await charger.DisposeAsync();
    }

    [GeneratedRegex(@"\?state=charging$")]
    private static partial Regex ChargingUrl();
}

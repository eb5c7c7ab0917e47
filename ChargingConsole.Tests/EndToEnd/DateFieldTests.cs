using ChargingConsole.Tests.Api;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Dates as a browser tells them, with their seconds, in the dialogs that ask for one.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed class DateFieldTests(DemoConsole console)
{
    [Fact]
    public async Task The_day_on_which_a_tag_expires_is_kept_and_one_that_is_over_ends_no_reservation()
    {
        var page = await console.OpenAsync();
        await DemoConsole.GoAsync(page, "/id-tags");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add tag" }).ClickAsync();
        await page.GetByTestId("field-tag").FillAsync("DATED-TAG");
        await page.GetByTestId("field-expires").FillAsync("2040-01-31T18:00");
        await page.GetByTestId("save").ClickAsync();
        await Expect(page.GetByTestId("save")).ToHaveCountAsync(0);
        Assert.Equal("2040-01-31T17:00:00.000Z", (await console.Web.ReadAsync("/api/id-tags/DATED-TAG")).Ok().GetProperty("expires_at").GetString());

        await DemoConsole.GoAsync(page, "/reservations");
        await page.GetByTestId("new").ClickAsync();
        await page.GetByTestId("field-charger").FillAsync(DemoConsole.Charger);
        await page.GetByTestId("reserve-dialog").GetByTestId("field-tag").FillAsync("DATED-TAG");
        await page.GetByTestId("field-until").FillAsync("2020-01-01T12:00");
        await page.GetByTestId("reserve").ClickAsync();
        await Expect(page.GetByTestId("wrong")).ToContainTextAsync("still to come");
        await page.Context.DisposeAsync();
    }
}

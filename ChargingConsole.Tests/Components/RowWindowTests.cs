using System.Globalization;
using Bunit;
using ChargingConsole.Components.Controls;

namespace ChargingConsole.Tests.Components;

public sealed class RowWindowTests : ConsoleContext
{
    [Fact]
    public void The_first_rows_are_drawn_before_the_browser_has_said_anything()
    {
        var window = RenderRows(10_000);

        // 900 px and what is drawn beyond.
        Assert.Equal([.. Enumerable.Range(0, 13)], Drawn(window));
        Assert.Equal([0, (10_000 - 13) * 100], Spacers(window));
    }

    [Fact]
    public async Task What_is_drawn_follows_the_view_and_the_height_that_the_browser_measured()
    {
        var window = RenderRows(10_000);

        await window.InvokeAsync(() => window.Instance.Moved(top: 25_000, height: 500, pitch: 50));

        Assert.Equal([.. Enumerable.Range(497, 17)], Drawn(window));
        Assert.Equal([497 * 50, (10_000 - 497 - 17) * 50], Spacers(window));

        // Above the list there is more of the page.
        await window.InvokeAsync(() => window.Instance.Moved(top: -200, height: 500, pitch: 50));
        Assert.Equal(0, Drawn(window)[0]);
    }

    [Fact]
    public async Task A_list_that_became_shorter_than_the_view_had_gone_shows_its_end()
    {
        var window = RenderRows(10_000);
        await window.InvokeAsync(() => window.Instance.Moved(top: 50_000, height: 500, pitch: 50));

        window.Render(parameters => parameters.Add(rows => rows.Items, [7]));

        Assert.Equal([7], Drawn(window));
        Assert.Equal([0, 0], Spacers(window));
    }

    private IRenderedComponent<RowWindow<int>> RenderRows(int count) => Render<RowWindow<int>>(parameters => parameters
        .Add(rows => rows.Items, [.. Enumerable.Range(0, count)])
        .Add(rows => rows.RowHeight, 100)
        .Add(rows => rows.Overscan, 3)
        .Add(rows => rows.ChildContent, number => $"<p>{number}</p>"));

    private static List<int> Drawn(IRenderedComponent<RowWindow<int>> window) =>
        [.. window.FindAll("p").Select(row => int.Parse(row.TextContent, CultureInfo.InvariantCulture))];

    private static List<int> Spacers(IRenderedComponent<RowWindow<int>> window) =>
        [.. window.FindAll("div").Select(spacer => int.Parse(spacer.GetAttribute("style")!.Split("height: ")[1].Split("px")[0], CultureInfo.InvariantCulture))];
}

using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class CommandLinkTests : ConsoleContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_link_to_a_command_beyond_the_newest_shows_it_above_them_with_its_details_open()
    {
        await RecordAsync(60);
        Navigation.NavigateTo("/commands?id=3");

        var page = Render<CommandsPage>();

        Until(() => Assert.Equal(51, page.FindAll("[data-testid=command-row]").Count));
        Assert.Equal("Details of command 3", Assert.Single(page.FindAll("tr.marked button")).GetAttribute("aria-label"));
        Assert.Equal("true", page.Find("[data-testid=command-row] button").GetAttribute("aria-expanded"));
        Assert.Single(page.FindAll("[data-testid=command-details]"));
        Assert.Single(page.FindAll("[data-testid=commands-apart]"));

        // Once the list reaches it, it stands in its place and nowhere else.
        page.Click(".load-more button");
        Until(() => Assert.Equal(60, page.FindAll("[data-testid=command-row]").Count));
        Assert.Single(page.FindAll("tr.marked"));
        Assert.Empty(page.FindAll("[data-testid=commands-apart]"));
    }

    [Fact]
    public async Task A_link_to_one_of_the_newest_marks_it_in_its_place()
    {
        await RecordAsync(5);
        Navigation.NavigateTo("/commands?id=3");

        var page = Render<CommandsPage>();

        Until(() => Assert.Equal(5, page.FindAll("[data-testid=command-row]").Count));
        Assert.Equal("marked", page.FindAll("[data-testid=command-row]")[2].ClassName);
        Assert.Empty(page.FindAll("[data-testid=commands-apart]"));

        Navigation.NavigateTo("/commands?id=5");
        Until(() => Assert.Equal("marked", page.FindAll("[data-testid=command-row]")[0].ClassName));
        Assert.Single(page.FindAll("tr.marked"));
    }

    [Fact]
    public async Task The_filters_do_not_hide_the_command_of_a_link_and_changing_them_forgets_it()
    {
        await RecordAsync(2);
        Navigation.NavigateTo("/commands?id=1&action=Reset");
        var page = Render<CommandsPage>();
        Until(() => Assert.Contains("No other command passes these filters.", page.Find("[data-testid=commands-apart]").TextContent, StringComparison.Ordinal));

        page.Change("[data-testid=filter-state]", "Rejected");

        Until(() => Assert.NotNull(page.Find("[data-testid=commands-no-match]")));
        Assert.EndsWith("/commands?action=Reset&state=rejected", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_command_that_is_not_on_record_says_so()
    {
        await RecordAsync(2);
        Navigation.NavigateTo("/commands?id=4711");

        var page = Render<CommandsPage>();

        Until(() => Assert.Contains("4711", page.Find("[data-testid=command-unknown]").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("[data-testid=command-row]").Count);
    }

    private async Task RecordAsync(int count)
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var unit = new UnitOfWork();
        for (var id = 1; id <= count; id++)
        {
            unit.Insert(new CommandRow
            {
                Id = id,
                ChargePointKey = chargePoint.Key,
                Action = "ClearCache",
                RequestedBy = "Olga",
                RequestedAt = Clock.GetUtcNow().AddDays(-1),
                EndedAt = Clock.GetUtcNow().AddDays(-1),
                State = CommandState.Accepted,
                Request = "{}",
            });
        }

        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
    }
}

using Bunit;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class PartFilterTests : ConsoleContext
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Sessions_are_found_by_a_part_of_the_chargers_id_or_of_the_tag_and_the_file_has_the_same()
    {
        await FillAsync();

        Assert.Equal(["1", "2"], Sessions("charger=depo"));
        Assert.Equal(["2", "3"], Sessions("tag=ard-b"));
        Assert.Equal(["2"], Sessions("charger=DEPOT&tag=card-b"));
        Navigation.NavigateTo("/sessions?charger=depo&tag=ard-b");
        Assert.Equal("/api/sessions/csv?charge_point_id_contains=depo&id_tag_contains=ard-b", Render<SessionsPage>().Find("[data-testid=sessions-csv]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_part_that_many_chargers_have_finds_the_same_in_the_same_order()
    {
        await FillAsync();
        var commands = Services.GetRequiredService<CommandQueries>();
        var few = await commands.ListAsync(new CommandQuery { Charger = "depo" }.Filter(null, Fleet), null, 50, Token);
        for (var i = 0; i < 60; i++)
        {
            AddCharger($"DEPOT-MORE-{i}", false);
        }

        Assert.NotEmpty(few);
        Assert.Equal(few.Select(row => row.Id), (await commands.ListAsync(new CommandQuery { Charger = "depo" }.Filter(null, Fleet), null, 50, Token)).Select(row => row.Id));
        Assert.Equal(["1", "2"], Sessions("charger=depo"));
    }

    [Fact]
    public async Task A_charger_named_wholly_is_meant_alone()
    {
        await FillAsync();

        Assert.Equal(["1"], Sessions("charger=depot-1"));
        Navigation.NavigateTo("/commands?charger=DEPOT-1");
        var commands = Render<CommandsPage>();
        Until(() => Assert.Single(commands.FindAll("[data-testid=command-row]")));
        Assert.Equal("/api/commands/csv?charge_point_id=DEPOT-1", commands.Find("[data-testid=csv]").GetAttribute("href"));
    }

    [Fact]
    public async Task What_stands_for_any_text_in_a_search_is_taken_literally()
    {
        await FillAsync();
        var sessions = Services.GetRequiredService<SessionQueries>();

        Assert.Empty(await sessions.ListAsync(new SessionFilter { IdTagPart = "%" }, Token));
        Assert.Empty(await sessions.ListAsync(new SessionFilter { IdTagPart = "CARD_B" }, Token));
        Assert.Equal(3, (await Services.GetRequiredService<SessionReports>().TotalAsync(new SessionFilter { IdTagPart = "card" }, Token)).Sessions);
    }

    [Fact]
    public async Task An_empty_list_says_that_no_charger_and_no_tag_has_such_an_id()
    {
        await FillAsync();

        Navigation.NavigateTo("/sessions?charger=nowhere&tag=nobody");
        var sessions = Render<SessionsPage>();
        Until(() => Assert.Equal("No charger has “nowhere” in its id.", sessions.Find("[data-testid=sessions-no-match] [data-testid=no-such-charger]").TextContent));
        Assert.Equal("No known id tag has “nobody” in it.", sessions.Find("[data-testid=no-such-tag]").TextContent);

        Navigation.NavigateTo("/reports?charger=nowhere");
        var report = Render<ReportsPage>();
        Until(() => Assert.NotNull(report.Find("[data-testid=report-empty] [data-testid=no-such-charger]")));

        Navigation.NavigateTo("/commands?charger=nowhere");
        var commands = Render<CommandsPage>();
        Until(() => Assert.NotNull(commands.Find("[data-testid=commands-no-match] [data-testid=no-such-charger]")));

        // A charger that is there, and has nothing that passes, is not said to be missing.
        Navigation.NavigateTo("/commands?charger=depot&action=Reset");
        var none = Render<CommandsPage>();
        Until(() => Assert.NotNull(none.Find("[data-testid=commands-no-match]")));
        Assert.Empty(none.FindAll("[data-testid=no-such-charger]"));
    }

    [Fact]
    public async Task Commands_and_reports_are_found_by_a_part_of_the_chargers_id()
    {
        await FillAsync();

        Navigation.NavigateTo("/commands?charger=depot");
        var commands = Render<CommandsPage>();
        Until(() => Assert.Equal(2, commands.FindAll("[data-testid=command-row]").Count));
        Assert.Equal("/api/commands/csv?charge_point_id_contains=depot", commands.Find("[data-testid=csv]").GetAttribute("href"));

        Navigation.NavigateTo("/reports?by=charger&charger=depot");
        var report = Render<ReportsPage>();
        Until(() => Assert.Equal(["DEPOT-1", "DEPOT-10"], report.FindAll("[data-testid=report-line] .name").Select(name => name.TextContent).Order()));
        Assert.Contains("charge_point_id_contains=depot", report.Find("[data-testid=report-csv]").GetAttribute("href"), StringComparison.Ordinal);
    }

    private List<string> Sessions(string query)
    {
        Navigation.NavigateTo($"/sessions?{query}");
        var page = Render<SessionsPage>();
        Until(() => Assert.NotEmpty(page.FindAll("[data-testid=session-row]")));
        return [.. page.FindAll("[data-testid=session-row] td:first-child").Select(cell => cell.TextContent).Order()];
    }

    private async Task FillAsync()
    {
        var unit = new UnitOfWork();
        var id = 0;
        foreach (var (charger, tag) in new[] { ("DEPOT-1", "CARD-A"), ("DEPOT-10", "CARD-B"), ("STREET-1", "card-b2") })
        {
            var chargePoint = AddCharger(charger, true, ConnectorStatus.Available);
            var start = Clock.GetUtcNow().AddHours(-2);
            unit.Insert(new TransactionRow
            {
                Id = ++id,
                ChargePointKey = chargePoint.Key,
                ConnectorId = 1,
                IdTag = tag,
                StartTime = start,
                StartReceivedAt = start,
                MeterStart = 0,
                Authorization = "Accepted",
                Status = TransactionStatus.Completed,
                StopTime = start.AddHours(1),
                StopReceivedAt = start.AddHours(1),
                MeterStop = 1000,
                EnergyWh = 1000,
            });
            unit.Insert(new CommandRow
            {
                Id = id,
                ChargePointKey = chargePoint.Key,
                Action = "ClearCache",
                RequestedBy = "Olga",
                RequestedAt = start,
                EndedAt = start,
                State = CommandState.Accepted,
                Request = "{}",
            });
        }

        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
    }
}

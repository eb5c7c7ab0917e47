using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

/// <summary>Filters and tabs stand in the address, so that they can be sent, saved and come back to.</summary>
public sealed class AddressedFilterTests : ConsoleContext
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private AlertDesk Desk => Services.GetRequiredService<AlertDesk>();

    [Fact]
    public async Task Alerts_that_stand_are_narrowed_to_a_kind_and_a_part_of_the_chargers_id()
    {
        await RaiseAsync();
        var page = Render<AlertsPage>();
        Until(() => Assert.Equal(4, Subjects(page).Count));

        page.Change("[data-testid=alerts-kind]", "offline");
        Until(() => Assert.Equal(["CP-1", "CP-10"], Subjects(page)));
        Assert.EndsWith("/?kind=offline", Navigation.Uri, StringComparison.Ordinal);

        Navigation.NavigateTo("/alerts?charger=p-1");
        Until(() => Assert.Equal(["CP-1", "CP-10", "CP-1x"], Subjects(page)));
        Navigation.NavigateTo("/alerts?charger=cp-1");
        Until(() => Assert.Equal(["CP-1", "CP-1x"], Subjects(page)));
        Navigation.NavigateTo("/alerts?charger=elsewhere");
        Until(() => Assert.NotNull(page.Find("[data-testid=alerts-no-match] [data-testid=no-such-charger]")));
        page.Click("[data-testid=alerts-clear]");
        Until(() => Assert.Equal(4, Subjects(page).Count));
    }

    [Fact]
    public async Task Alerts_that_are_over_have_the_same_filters_and_their_tab_stands_in_the_address()
    {
        await RaiseAsync();
        foreach (var alert in Services.GetRequiredService<AlertBook>().Open)
        {
            await Desk.ResolveAsync(alert.Id);
        }

        Navigation.NavigateTo("/alerts");
        var page = Render<AlertsPage>();
        page.Click("[data-testid=alerts-resolved]");
        Until(() => Assert.Equal(4, Subjects(page).Count));
        Assert.EndsWith("/alerts?tab=resolved", Navigation.Uri, StringComparison.Ordinal);

        page.Change("[data-testid=alerts-kind]", "disk_space");
        Until(() => Assert.Equal(["disk"], Subjects(page)));
        Navigation.NavigateTo("/alerts?tab=resolved&charger=p-1");
        Until(() => Assert.Equal(["CP-1", "CP-10", "CP-1x"], Subjects(page)));
        Navigation.NavigateTo("/alerts?tab=resolved&charger=P-10&kind=offline");
        Until(() => Assert.Equal(["CP-10"], Subjects(page)));

        var queries = Services.GetRequiredService<AlertQueries>();
        Assert.Equal(2, (await queries.ListAsync(new AlertFilter { ChargePointKeys = [.. Fleet.All.Select(charger => charger.Key)] }, null, 10, Token)).Count);
        Assert.Empty(await queries.ListAsync(new AlertFilter { ChargePointKeys = [], Subject = "%" }, null, 10, Token));
    }

    [Fact]
    public async Task The_filters_of_the_audit_trail_stand_in_the_address_and_come_from_it()
    {
        var register = Services.GetRequiredService<IdTagRegister>();
        await register.PutAsync("ONE", tag => tag, new Actor("Anna", ActorWay.Page, "192.0.2.1"));
        await register.PutAsync("TWO", tag => tag, new Actor("Bert", ActorWay.ApiKey, "192.0.2.2"));
        Authorization.SetRoles("Administrator");
        Navigation.NavigateTo("/audit?who=Bert&way=api_key");
        var page = Render<AuditPage>();
        Until(() => Assert.Contains("TWO", Assert.Single(page.FindAll("[data-testid=audit-row]")).TextContent, StringComparison.Ordinal));
        Assert.Equal("api_key", page.Find("[data-testid=audit-way]").GetAttribute("value"));

        page.Change("[data-testid=audit-who]", "");
        page.Change("[data-testid=audit-way]", "page");
        Until(() => Assert.Contains("ONE", Assert.Single(page.FindAll("[data-testid=audit-row]")).TextContent, StringComparison.Ordinal));
        page.Change("[data-testid=audit-what]", "job.");
        page.Change("[data-testid=audit-to]", "2026-11-20");
        Until(() => Assert.EndsWith("/audit?way=page&what=job.&to=2026-11-20", Navigation.Uri, StringComparison.Ordinal));
        Until(() => Assert.NotNull(page.Find("[data-testid=audit-empty]")));
    }

    [Theory]
    [InlineData("commands", "/commands?id=7&state=rejected", "?state=rejected")]
    [InlineData("reports", "/reports?by=site&site=Depot", "?by=site&site=Depot")]
    [InlineData("id-tags", "/id-tags?status=blocked", "?status=blocked")]
    [InlineData("audit", "/audit?who=Anna", "?who=Anna")]
    public async Task A_page_with_filters_keeps_views_of_its_own(string name, string address, string query)
    {
        Authorization.SetRoles("Administrator");
        await Services.GetRequiredService<SavedViews>().PutAsync("Olga", name, "What I need", query);
        await Services.GetRequiredService<SavedViews>().PutAsync("Olga", "fleet", "Elsewhere", query);
        Navigation.NavigateTo(address);
        var popovers = Render<MudPopoverProvider>();

        IRenderedComponent<IComponent> page = name switch
        {
            "commands" => Render<CommandsPage>(),
            "reports" => Render<ReportsPage>(),
            "id-tags" => Render<IdTagsPage>(),
            _ => Render<AuditPage>(),
        };

        Until(() => Assert.Contains("What I need", page.Find("[data-testid=views]").TextContent, StringComparison.Ordinal));
        page.Click("[data-testid=views]");
        Until(() => Assert.Equal("What I need", Assert.Single(popovers.FindAll("[data-testid=view-item]")).TextContent.Trim()));
    }

    private static List<string> Subjects(IRenderedComponent<AlertsPage> page) =>
        [.. page.FindAll("[data-testid=alert-row] td:nth-child(4)").Select(cell => cell.TextContent).Order(StringComparer.Ordinal)];

    private async Task RaiseAsync()
    {
        var (one, ten) = (AddCharger("CP-1", false), AddCharger("CP-10", false));
        await Desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "CP-1", one.Key, null, 10, null));
        await Desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "CP-10", ten.Key, null, 10, null));
        await Desk.RaiseAsync(new AlertCondition(AlertKind.RejectedConnections, "CP-1x", null, null, 6, "No such charger"));
        await Desk.RaiseAsync(new AlertCondition(AlertKind.DiskSpace, "disk", null, null, 12, null));
    }
}

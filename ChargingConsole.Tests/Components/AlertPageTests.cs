using Bunit;
using ChargingConsole.Components.Layout;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.IdTags;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class AlertPageTests : ConsoleContext
{
    [Fact]
    public async Task An_operator_takes_an_alert_on_with_a_note()
    {
        var charger = AddCharger("CP-9", connected: true);
        var alert = await Desk.RaiseAsync(new AlertCondition(AlertKind.Faulted, "CP-9/1", charger.Key, null, null, "GroundFailure"));
        var page = Render<AlertsPage>();
        Assert.Contains("CP-9/1 reports a fault: GroundFailure.", page.Find("[data-testid=alert-row]").TextContent, StringComparison.Ordinal);

        page.Click("[data-testid=take-on]");
        page.Change("[data-testid=alert-note]", "on my way");
        page.Submit("form");

        Until(() => Assert.Contains("on my way", page.Find("[data-testid=alert-row]").TextContent, StringComparison.Ordinal));
        Assert.Equal(("Olga", AlertState.Acknowledged), (Book.Find(alert!.Id)!.AcknowledgedBy, Book.Find(alert.Id)!.State));
        Assert.Empty(page.FindAll("[data-testid=take-on]"));
    }

    [Fact]
    public async Task A_viewer_sees_why_not()
    {
        await Desk.RaiseAsync(new AlertCondition(AlertKind.DiskSpace, "disk", null, null, 12, null));
        Authorization.SetRoles("Viewer");
        var page = Render<AlertsPage>();

        Assert.Contains("Only 12 MiB are free", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find("[data-testid=take-on]").HasAttribute("disabled"));
        Assert.NotEmpty(page.Find("[data-testid=take-on]").GetAttribute("title")!);
    }

    [Fact]
    public async Task The_navigation_counts_what_nobody_has_taken_on()
    {
        await Desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "CP-1", null, null, 10, null));
        var alert = await Desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "CP-2", null, null, 10, null));
        Assert.Null(await Desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "cp-2", null, null, 10, null)));
        await Desk.AcknowledgeAsync(alert!.Id, null, "Olga");

        Assert.Equal("1", Render<NavRail>().Find("[data-testid=alert-badge]").TextContent);
    }

    [Fact]
    public void An_administrator_changes_a_rule_and_is_told_of_one_out_of_bounds()
    {
        Authorization.SetRoles("Administrator");
        var page = Render<AlertsPage>();
        page.Click("[data-testid=alerts-rules]");

        page.Change("[data-testid=rule-Offline] input[type=number]", "0");
        page.Click("[data-testid=save-rule]");
        Until(() => Assert.Contains("out of bounds", ToastText, StringComparison.Ordinal));
        page.Change("[data-testid=rule-Offline] input[type=number]", "25");
        page.Click("[data-testid=save-rule]");

        Until(() => Assert.Contains("Saved.", ToastText, StringComparison.Ordinal));
        Assert.Equal(25, Services.GetRequiredService<AlertRules>()[AlertKind.Offline].Threshold);
    }

    [Fact]
    public async Task The_audit_page_shows_what_changed_and_filters_it()
    {
        var register = Services.GetRequiredService<IdTagRegister>();
        await register.PutAsync("AUDITED", tag => tag with { Note = "before" }, new Actor("Anna", ActorWay.Page, "192.0.2.1"));
        await register.PutAsync("AUDITED", tag => tag with { Note = "after" }, new Actor("Bert", ActorWay.ApiKey, "192.0.2.2"));
        Authorization.SetRoles("Administrator");
        var page = Render<AuditPage>();
        Until(() => Assert.Equal(2, page.FindAll("[data-testid=audit-row]").Count));
        var change = page.Find("[data-testid=audit-row] .change");
        Assert.Equal(("note", "after"), (change.QuerySelector("dt")!.TextContent, change.QuerySelector("ins")!.TextContent));
        Assert.Contains("API key 192.0.2.2", page.Find("[data-testid=audit-row]").TextContent, StringComparison.Ordinal);

        page.Change("[data-testid=audit-who]", "Anna");

        Until(() => Assert.Contains("Anna", Assert.Single(page.FindAll("[data-testid=audit-row]")).TextContent, StringComparison.Ordinal));
        Assert.Equal("/api/audit/csv?who=Anna", page.Find("[data-testid=audit-csv]").GetAttribute("href"));
    }

    [Fact]
    public void The_audit_page_is_for_administrators()
    {
        var page = Render<AuditPage>();
        Assert.NotNull(page.Find("[data-testid=audit-closed]"));
        Assert.Empty(page.FindAll("[data-testid=audit-row]"));
    }

    private AlertDesk Desk => Services.GetRequiredService<AlertDesk>();

    private AlertBook Book => Services.GetRequiredService<AlertBook>();
}

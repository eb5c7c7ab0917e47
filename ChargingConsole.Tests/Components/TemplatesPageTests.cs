using Bunit;
using ChargingConsole.Components;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class TemplatesPageTests : ConsoleContext
{
    [Fact]
    public void A_template_is_made_from_a_charger_checked_and_applied_by_a_job()
    {
        Told("CP-1", """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"NumberOfConnectors","readonly":true,"value":"1"},{"key":"AuthorizationKey","readonly":false,"value":"topsecret"}]}""");
        var page = Render<TemplatesPage>();
        Assert.NotNull(page.Find("[data-testid=templates-empty]"));

        page.Click("[data-testid=new-template]");
        page.Input("[data-testid=template-name]", "House rules");
        page.Change("[data-testid=template-from]", "CP-1");
        // Neither what can only be read nor what is secret.
        Assert.Equal("HeartbeatInterval", Assert.Single(page.FindAll("[data-testid=template-key]")).GetAttribute("value"));
        page.Input("[data-testid=template-value]", "soon");
        page.Submit("[data-testid=template-editor]");
        Assert.Contains("must be a whole number", page.Find("[data-testid=template-fault]").TextContent, StringComparison.Ordinal);

        page.Input("[data-testid=template-value]", "600");
        page.Submit("[data-testid=template-editor]");
        Until(() => Assert.Contains("House rules", Assert.Single(page.FindAll("[data-testid=template-row]")).TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=template-editor]"));

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-testid=apply-to-many]").GetAttribute("href")!);
        var job = Render<NewJobPage>();
        Assert.Single(job.FindAll("[data-testid=job-step]"));
        Assert.Equal("House rules", job.Find("[data-testid=title]").GetAttribute("value"));
        job.Click("[data-testid=step-by-hand]");
        Assert.Contains("600", job.Find("[data-testid=step-json]").GetAttribute("value"), StringComparison.Ordinal);

        // What stands there and is no JSON must not start the last draft that was.
        job.Input("[data-testid=step-json]", "{ broken");
        Assert.True(job.Find("[data-testid=start-job]").HasAttribute("disabled"));
        job.Input("[data-testid=step-json]", """{"key":"HeartbeatInterval","value":"900"}""");
        Assert.False(job.Find("[data-testid=start-job]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_template_is_removed_after_a_question_and_whoever_may_only_look_changes_none()
    {
        var dialogs = Render<MudDialogProvider>();
        var templates = Services.GetRequiredService<ConfigurationTemplates>();
        await templates.PutAsync(new ConfigurationTemplate { Name = "Old", Values = [KeyValuePair.Create("HeartbeatInterval", "60")] }, "test");
        var page = Render<TemplatesPage>();
        page.Click("[data-testid=remove-template]");
        Until(() => Assert.Contains("stays set", dialogs.Find("[data-testid=question]").TextContent, StringComparison.Ordinal));
        Authorization.SetRoles("Viewer");
        dialogs.Click("[data-testid=question-yes]");
        Until(() => Assert.NotNull(page.Find("[data-testid=templates-error]")));
        Assert.NotNull(templates.Find("Old"));

        Authorization.SetRoles("Operator");
        await Services.GetRequiredService<Viewer>().IdentifyAsync();
        Render<TemplatesPage>().Click("[data-testid=remove-template]");
        Until(() => Assert.NotNull(dialogs.Find("[data-testid=question-yes]")));
        dialogs.Click("[data-testid=question-yes]");
        Until(() => Assert.Null(templates.Find("Old")));
    }

    [Fact]
    public void A_configuration_is_compared_with_that_of_another_charger()
    {
        Told("CP-1", """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"OnlyHere","readonly":false,"value":"x"}]}""");
        var tab = Told("CP-2", """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"900"}]}""");

        tab.Click("[data-testid=compare]");
        tab.Change("[data-testid=compare-charger]", "CP-1");

        Assert.Equal(2, tab.FindAll("[data-testid=difference]").Count);
        Assert.Contains("300", tab.Find("[data-testid=difference]").TextContent, StringComparison.Ordinal);
        Assert.Equal("2 keys differ.", tab.Find("[data-testid=comparison-told]").TextContent);
        tab.Change("[data-testid=compare-charger]", "NOBODY");
        Assert.Equal("There is no charger NOBODY.", tab.Find("[data-testid=comparison-told]").TextContent);
    }

    private IRenderedComponent<ConfigurationTab> Told(string id, string answer)
    {
        var tab = Render<ConfigurationTab>(parameters => parameters.Add(view => view.ChargePoint, AddCharger(id, true, ConnectorStatus.Available)));
        tab.Click("[data-testid=read-all]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, answer));
        Until(() => Assert.NotEmpty(tab.FindAll("[data-testid=key-row]")));
        return tab;
    }
}

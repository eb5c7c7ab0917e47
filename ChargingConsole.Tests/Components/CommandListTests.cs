using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class CommandListTests : ConsoleContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Each_command_shows_who_asked_when_with_what_and_what_came_back()
    {
        var command = await RecordAsync("UnlockConnector", """{"connectorId":1}""", """{"status":"UnlockFailed"}""");

        var list = Render<CommandList>(parameters => parameters.Add(view => view.ChargePoint, Fleet.Find("CP-1")));

        Until(() => Assert.Contains("Rejected", Row(list), StringComparison.Ordinal));
        Assert.Contains("Unlock", Row(list), StringComparison.Ordinal);
        Assert.Contains("connectorId 1", Row(list), StringComparison.Ordinal);
        Assert.Contains("Olga", Row(list), StringComparison.Ordinal);
        Assert.Contains("The charger could not unlock the connector.", Row(list), StringComparison.Ordinal);
        list.Click("[data-testid=command-opener]");
        Assert.Contains("UnlockFailed", list.Find("[data-testid=command-details]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/chargers/CP-1?tab=commands&action=UnlockConnector&again={command}", list.Find("[data-testid=send-again]").GetAttribute("href"));
    }

    [Fact]
    public async Task Commands_are_filtered_by_action_state_and_charger_and_the_file_has_the_same_filters()
    {
        await RecordAsync("ClearCache", "{}", """{"status":"Accepted"}""");
        await RecordAsync("Reset", """{"type":"Soft"}""", """{"status":"Rejected"}""");
        var list = Render<CommandsPage>();
        Until(() => Assert.Equal(2, list.FindAll("[data-testid=command-row]").Count));

        list.Change("[data-testid=filter-state]", "Rejected");
        Until(() => Assert.Contains("Reset", Assert.Single(list.FindAll("[data-testid=command-row]")).TextContent, StringComparison.Ordinal));
        Assert.Equal("/api/commands/csv?state=rejected", list.Find("[data-testid=csv]").GetAttribute("href"));

        list.Change("[data-testid=filter-action]", "ClearCache");
        Until(() => Assert.NotNull(list.Find("[data-testid=commands-no-match]")));
        list.Change("[data-testid=filter-state]", "");
        Until(() => Assert.Single(list.FindAll("[data-testid=command-row]")));

        list.Change("input[aria-label=Charger]", "CP-9");
        Until(() => Assert.NotNull(list.Find("[data-testid=commands-no-match]")));
    }

    [Fact]
    public async Task A_command_is_composed_again_from_what_it_asked()
    {
        var command = await RecordAsync("ChangeConfiguration", """{"key":"HeartbeatInterval","value":"77"}""", """{"status":"Rejected"}""");
        Navigation.NavigateTo($"/chargers/CP-1?tab=commands&action=ChangeConfiguration&again={command}");

        var tab = Render<CommandsTab>(parameters => parameters.Add(view => view.ChargePoint, Fleet.Find("CP-1")!));

        Until(() => Assert.Equal("77", tab.Find("[id='field-value']").GetAttribute("value")));
        Assert.Equal("HeartbeatInterval", tab.Find("[id='field-key']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_secret_that_the_record_hides_has_to_be_given_again()
    {
        var command = await RecordAsync("ChangeConfiguration", """{"key":"AuthorizationKey","value":"topsecret-topsecret"}""", """{"status":"Rejected"}""");
        Navigation.NavigateTo($"/chargers/CP-1?tab=commands&action=ChangeConfiguration&again={command}");

        var tab = Render<CommandsTab>(parameters => parameters.Add(view => view.ChargePoint, Fleet.Find("CP-1")!));

        Until(() => Assert.Equal("AuthorizationKey", tab.Find("[id='field-key']").GetAttribute("value")));
        Assert.True(string.IsNullOrEmpty(tab.Find("[id='field-value']").GetAttribute("value")));
    }

    [Fact]
    public async Task What_a_charger_says_it_has_not_is_not_offered_and_can_be_tried_all_the_same()
    {
        await RecordAsync("GetConfiguration", "{}", """{"configurationKey":[{"key":"SupportedFeatureProfiles","readonly":true,"value":"Core, SmartCharging"}]}""");

        var tab = Render<CommandsTab>(parameters => parameters.Add(view => view.ChargePoint, Fleet.Find("CP-1")!));

        Until(() => Assert.Equal("true", tab.Find("[data-testid=action-ReserveNow]").GetAttribute("aria-disabled")));
        Assert.Contains("The charger says it does not support this (Reservation).", tab.Find("[data-testid=action-ReserveNow]").TextContent, StringComparison.Ordinal);
        Assert.Equal("A", tab.Find("[data-testid=action-SetChargingProfile]").TagName);
        Assert.Equal("A", tab.Find("[data-testid=action-GetLog]").TagName);

        Navigation.NavigateTo(tab.Find("[data-testid=action-ReserveNow] a").GetAttribute("href")!);
        tab.Render();
        Until(() => Assert.Contains("does not support this", tab.Find("[data-testid=lack]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_are_searched_by_what_they_do()
    {
        var tab = Render<CommandsTab>(parameters => parameters.Add(view => view.ChargePoint, AddCharger("CP-1", true, ConnectorStatus.Available)));
        Assert.Equal(26, tab.FindAll(".picker-item").Count);

        tab.Input(".picker input", "restart");

        Until(() => Assert.Equal(["Reset"], tab.FindAll(".picker-title").Select(title => title.TextContent)));
        tab.Input(".picker input", "no such thing");
        Until(() => Assert.Contains("No command matches.", tab.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void The_palette_leads_to_a_command_of_the_charger_whose_page_is_open_or_which_is_named()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);
        AddCharger("CP-2", true, ConnectorStatus.Available);
        Navigation.NavigateTo("/chargers/CP-1");
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<JumpDialog>());

        Until(() => Assert.Equal(2, dialogs.FindAll("[data-testid=jump-item]").Count));
        dialogs.Input("[data-testid=jump]", "unlock");
        Assert.Equal(["Unlock CP-1"], dialogs.FindAll("[data-testid=jump-item]").Select(item => string.Join(' ', item.Children.Where(part => part.TagName == "SPAN").Select(part => part.TextContent))));
        dialogs.Input("[data-testid=jump]", "cp-2 unl");
        Assert.Equal(["Unlock CP-2"], dialogs.FindAll("[data-testid=jump-item]").Select(item => string.Join(' ', item.Children.Where(part => part.TagName == "SPAN").Select(part => part.TextContent))));

        dialogs.Click("[data-testid=jump-item]");
        Assert.EndsWith("/chargers/CP-2?tab=commands&action=UnlockConnector", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Quick_commands_of_a_connector_are_sent_without_a_form()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available, ConnectorStatus.Available);
        var popovers = Render<MudPopoverProvider>();
        var menu = Render<ChargerMenu>(parameters => parameters.Add(view => view.ChargePoint, chargePoint).Add(view => view.Connector, 2));

        menu.Click("[data-testid=quick]");
        Until(() => Assert.NotNull(popovers.Find("[data-testid=quick-UnlockConnector]")));
        popovers.Click("[data-testid=quick-UnlockConnector]");

        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryPeek(out call)));
        Assert.Equal(("UnlockConnector", """{"connectorId":2}"""), (call!.Action, System.Text.Encoding.UTF8.GetString(call.Payload.Span)));
    }

    private static string Row(IRenderedComponent<CommandList> list) => list.Find("[data-testid=command-row]").TextContent;

    private async Task<long> RecordAsync(string action, string payload, string answer)
    {
        if (Fleet.Find("CP-1") is null)
        {
            AddCharger("CP-1", true, ConnectorStatus.Available);
        }

        Link.Calls.Clear();
        var progress = Services.GetRequiredService<OperatorDesk>().Send("CP-1", action, payload, action);
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryPeek(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, answer));
        Until(() => Assert.True(progress.Answer.IsCompleted));
        var id = (await progress.Answer).Command!.Id;
        var commands = Services.GetRequiredService<CommandQueries>();
        while (await commands.FindAsync(id, Xunit.TestContext.Current.CancellationToken) is not { AnsweredAt: not null })
        {
            await Task.Yield();
        }

        return id;
    }
}

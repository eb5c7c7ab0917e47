using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class ChargerTabTests : ConsoleContext
{
    public static TheoryData<string> Tabs { get; } = new(ChargerTab.All.Select(tab => tab.Name));

    [Theory, MemberData(nameof(Tabs))]
    public void Each_tab_has_an_address_of_its_own_and_opens_for_a_charger_of_which_nothing_is_known(string name)
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var page = Open($"/chargers/CP-1?tab={name}");

        Until(() => Assert.Equal(ChargerTab.Of(name).Word, page.Find("nav.tabs a[aria-current=true]").TextContent));
        Assert.Equal($"/chargers/CP-1?tab={name}", page.Find("nav.tabs a[aria-current=true]").GetAttribute("href"));
        Assert.Equal(ChargerTab.All.Count, page.FindAll("nav.tabs a").Count);
    }

    [Fact]
    public void A_tab_that_does_not_exist_leads_to_the_log()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var page = Open("/chargers/CP-1?tab=none");

        Assert.Equal("Live log", page.Find("nav.tabs a[aria-current=true]").TextContent);
    }

    [Fact]
    public async Task Any_request_is_sent_in_the_operators_name_and_its_answer_can_be_awaited()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var progress = Services.GetRequiredService<OperatorDesk>().Send("CP-1", "ClearCache", "{}", "Clear the cache of CP-1");
        var toast = Render<CommandToast>(parameters => parameters.Add(view => view.Progress, progress));
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryPeek(out call)));
        Assert.False(progress.Answer.IsCompleted);
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, """{"status":"Accepted"}"""));

        Until(() => Assert.True(progress.IsOver));
        var outcome = await progress.Answer;
        Assert.True(outcome.IsAccepted);
        Assert.Equal(("Olga", "ClearCache"), (outcome.Command!.RequestedBy, outcome.Command.Action));
        Assert.Equal(CommandState.Confirmed, progress.State);
        Assert.False(progress.HasFailed);
        Until(() => Assert.Equal(["Requested", "Sent", "Answered"], toast.FindAll(".steps .done").Select(step => step.TextContent)));
    }

    [Fact]
    public async Task What_may_not_be_sent_is_an_answer_too()
    {
        Authorization.SetRoles("Viewer");
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var progress = Services.GetRequiredService<OperatorDesk>().Send("CP-1", "ClearCache", "{}", "Clear the cache of CP-1");
        Until(() => Assert.True(progress.IsOver));

        Assert.Equal("Operators may do this; you are a viewer.", (await progress.Answer).Message);
        Assert.Empty(Link.Calls);
    }

    private IRenderedComponent<ChargerPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<ChargerPage>(parameters => parameters.Add(page => page.Id, "CP-1"));
    }
}

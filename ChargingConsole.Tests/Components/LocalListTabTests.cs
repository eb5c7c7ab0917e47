using System.Text;
using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class LocalListTabTests : ConsoleContext
{
    [Fact]
    public async Task A_list_is_sent_in_full_and_then_only_what_changed()
    {
        var tab = Open();
        Assert.Contains("Never sent", tab.Markup, StringComparison.Ordinal);
        Assert.True(tab.Find("[data-testid=send-differential]").HasAttribute("disabled"));

        tab.Click("[data-testid=send-full]");
        Assert.Contains("\"updateType\":\"Full\"", Answer("""{"status":"Accepted"}"""), StringComparison.Ordinal);
        Until(() => Assert.Equal("The charger's list is up to date: version 1, 1 tag.", tab.Find("[data-testid=outcome]").TextContent));
        Assert.Equal(("1", "1"), Versions(tab));
        Assert.Contains("Up to date", tab.Markup, StringComparison.Ordinal);

        await Services.GetRequiredService<IdTagRegister>().PutAsync("NEW", tag => tag, "test");
        Until(() => Assert.Contains("To add", tab.Find("[data-testid=difference]").TextContent, StringComparison.Ordinal));
        tab.Click("[data-testid=send-differential]");
        Assert.Contains("\"updateType\":\"Differential\"", Answer("""{"status":"Accepted"}"""), StringComparison.Ordinal);
        Until(() => Assert.Equal(("2", "2"), Versions(tab)));
        Assert.Empty(tab.FindAll("[data-testid=difference]"));
    }

    [Theory]
    [InlineData("Failed", "Uncertain", "could not take")]
    [InlineData("NotSupported", "Not supported", "keeps no local list")]
    public void Each_refusal_is_told_and_leads_on(string status, string state, string words)
    {
        var tab = Open();

        tab.Click("[data-testid=send-full]");
        Answer($$"""{"status":"{{status}}"}""");

        Until(() => Assert.Contains(words, tab.Find("[data-testid=outcome]").TextContent, StringComparison.Ordinal));
        Assert.Contains(state == "Uncertain" ? "Never sent" : state, tab.Markup, StringComparison.Ordinal);
        Assert.Contains(status, tab.Find("[data-testid=last-outcome]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_somebody_else_is_replaced_only_after_a_question()
    {
        var dialogs = Render<MudDialogProvider>();
        var tab = Open();
        tab.Click("[data-testid=ask-version]");
        Answer("""{"listVersion":7}""");
        Until(() => Assert.Equal(("none sent", "7"), Versions(tab)));

        tab.Click("[data-testid=send-full]");
        Assert.Contains("did not come from here", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal);
        dialogs.Click("[data-testid=harm-confirm]");

        Assert.Contains("\"listVersion\":8", Answer("""{"status":"Accepted"}"""), StringComparison.Ordinal);
        Until(() => Assert.Equal(("8", "8"), Versions(tab)));
    }

    [Fact]
    public void Nothing_is_sent_to_a_charger_that_is_away()
    {
        var tab = Open(connected: false);

        Assert.All(["send-differential", "send-full", "ask-version"], name => Assert.True(tab.Find($"[data-testid={name}]").HasAttribute("disabled"), name));
        Assert.Contains("The charger is offline.", tab.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<LocalListTab> Open(bool connected = true)
    {
        var chargePoint = AddCharger("CP-1", connected, ConnectorStatus.Available);
        return Render<LocalListTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
    }

    private string Answer(string answer)
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, answer));
        return Encoding.UTF8.GetString(call.Payload.Span);
    }

    private static (string, string) Versions(IRenderedComponent<LocalListTab> tab) =>
        (tab.Find("[data-testid=our-version]").TextContent, tab.Find("[data-testid=charger-version]").TextContent);
}

using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class ChargerHeaderTests : ConsoleContext
{
    [Theory]
    [InlineData(null, "TriggerMessage")]
    [InlineData("TriggerMessage:Heartbeat", "GetConfiguration")]
    [InlineData("TriggerMessage", "GetConfiguration")]
    public void One_harmless_request_measures_the_answer(string? notSupported, string action)
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        Change(charger, state => state with { QuirkSettings = new QuirkSettings { ChargePointKey = charger.Key, NotSupported = notSupported } });
        var header = Show(charger);
        Assert.Contains("Last answer", header.Markup, StringComparison.Ordinal);

        header.Click("[data-testid=measure]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal(action, call!.Action);
        Until(() => Assert.Equal("true", header.Find("[data-testid=measure]").GetAttribute("aria-busy")));
        header.Click("[data-testid=measure]");
        call.Complete(new CallOutcome(CallOutcomeKind.Result, """{"status":"Accepted"}"""));

        Until(() => Assert.False(header.Find("[data-testid=measure]").HasAttribute("aria-busy")));
        Assert.Empty(Link.Calls);
    }

    [Fact]
    public void Nothing_is_measured_of_a_charger_that_is_away_or_by_somebody_who_may_only_look()
    {
        Assert.True(Show(AddCharger("CP-1", false, ConnectorStatus.Available)).Find("[data-testid=measure]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Who_is_asking_what_at_this_moment_stands_beside_the_name_and_goes_with_the_answer()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var desk = Services.GetRequiredService<CommandDesk>();
        var byItself = desk.SendAsync("CP-1", "TriggerMessage", """{"requestedMessage":"Heartbeat"}""", Actor.Server);
        Assert.Empty(Show(charger).FindAll("[data-testid=asking-now]"));

        var asked = desk.SendAsync("CP-1", "UpdateFirmware", """{"location":"https://host/a.bin","retrieveDate":"2026-11-22T12:00:00Z"}""", new Actor("Anna"));
        var refused = await desk.SendAsync("CP-1", "UpdateFirmware", """{"location":"https://host/b.bin","retrieveDate":"2026-11-22T12:00:00Z"}""", new Actor("Bert"));

        Assert.Equal("Anna is asking for this right now", refused.Message);
        Assert.Contains("Anna: Update firmware", Show(charger).Find("[data-testid=asking-now]").TextContent, StringComparison.Ordinal);
        for (var left = 2; left > 0; left--)
        {
            OutboundCall? call = null;
            Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
            call!.Complete(new CallOutcome(CallOutcomeKind.Result, call.Action == "UpdateFirmware" ? "{}" : """{"status":"Accepted"}"""));
        }

        await asked;
        await byItself;
        Until(() => Assert.Empty(Show(charger).FindAll("[data-testid=asking-now]")));
    }

    [Fact]
    public async Task Two_operators_do_not_send_firmware_at_once_but_the_last_word_on_availability_counts()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available, ConnectorStatus.Available);
        var desk = Services.GetRequiredService<CommandDesk>();
        var anna = desk.SendAsync("CP-1", "UpdateFirmware", """{"location":"https://files.example/a.bin","retrieveDate":"2026-11-22T12:00:00Z"}""", new Actor("Anna"));

        Assert.Equal(OutcomeCode.InProgress, (await desk.SendAsync("CP-1", "UpdateFirmware", """{"location":"https://files.example/b.bin","retrieveDate":"2026-11-22T12:00:00Z"}""", new Actor("Bert"))).Code);
        var ends = desk.SendAsync("CP-1", "ChangeAvailability", """{"connectorId":1,"type":"Operative"}""", new Actor("Carl"));
        var begins = desk.SendAsync("CP-1", "ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""", new Actor("Anna"));
        for (var left = 3; left > 0; left--)
        {
            OutboundCall? call = null;
            Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
            call!.Complete(new CallOutcome(CallOutcomeKind.Result, call.Action == "UpdateFirmware" ? "{}" : """{"status":"Accepted"}"""));
        }

        Assert.True((await anna).IsAccepted);
        Assert.True((await ends).IsAccepted);
        Assert.True((await begins).IsAccepted);
    }

    private IRenderedComponent<ChargerHeader> Show(ChargePoint charger) =>
        Render<ChargerHeader>(parameters => parameters.Add(view => view.ChargePoint, charger).Add(view => view.State, charger.State));
}

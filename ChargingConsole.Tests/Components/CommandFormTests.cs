using AngleSharp.Dom;
using Bunit;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class CommandFormTests : ConsoleContext
{
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    public static TheoryData<string> Actions { get; } = new(OutboundActions.All.Select(action => action.Name));

    public static TheoryData<string, string?> Answers { get; } = new(OutboundActions.All.SelectMany(action =>
        action.Statuses.Count == 0 ? [(action.Name, (string?)null)] : action.Statuses.Select(status => (action.Name, (string?)status))));

    [Fact]
    public void There_is_a_form_for_each_request_that_a_central_system_sends()
    {
        Assert.Equal(OutboundActions.All.Select(action => action.Name).Order(), ActionForms.All.Select(form => form.Action).Order());
        Assert.All(ActionForms.All, form => Assert.Equal(OutboundActions.Find(form.Action)!.Profile, ActionForms.ProfileOf(form).Profile));
    }

    [Theory, MemberData(nameof(Answers))]
    public void Each_request_is_filled_in_and_sent_and_each_possible_answer_is_told_in_words(string action, string? status)
    {
        var chargePoint = Charger();
        var view = Open(chargePoint, action);
        Fill(view, view.Instance.Form.Fields, "", optional: false);

        var call = Send(view);
        Assert.Equal(action, call.Action);
        var answer = status is null ? """{"listVersion":3}""" : $$"""{"status":"{{status}}"}""";
        call.Complete(new CallOutcome(CallOutcomeKind.Result, answer));

        Until(() => Assert.NotNull(view.Find("[data-testid=answer] .json")));
        var words = view.Find("[data-testid=answer-words]").TextContent;
        Assert.DoesNotContain("The charger answered", words, StringComparison.Ordinal);
        Assert.True(words.Length > 15, words);
        Assert.Equal(status, view.FindAll("[data-testid=answer-status]").SingleOrDefault()?.TextContent);
    }

    [Theory, MemberData(nameof(Actions))]
    public void Each_member_that_may_be_left_out_is_one_that_the_specification_knows(string action)
    {
        var view = Open(Charger(), action);

        Fill(view, view.Instance.Form.Fields, "", optional: true);

        Assert.Empty(view.FindAll("[data-testid=fault], [data-testid=fault-elsewhere]"));
        Assert.Equal(action, Send(view).Action);
    }

    [Fact]
    public void What_is_wrong_is_told_beside_its_field_and_nothing_is_sent()
    {
        var view = Open(Charger(), "ReserveNow");
        Assert.Empty(view.FindAll("[data-testid=fault]"));

        view.Submit("form");

        Assert.Equal("This is needed.", view.Find("[data-path=idTag] [data-testid=fault]").TextContent);
        view.Input("[id='field-idTag']", "A tag of many more than twenty characters");
        Assert.Equal("Is longer than 20 characters.", view.Find("[data-path=idTag] [data-testid=fault]").TextContent);
        view.Input("[id='field-reservationId']", "soon");
        Assert.Equal("Must be an integer.", view.Find("[data-path=reservationId] [data-testid=fault]").TextContent);
        view.Submit("form");
        Assert.Empty(Link.Calls);
        Assert.Contains("2 fields need a look", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_payload_is_shown_as_it_is_sent_and_what_is_written_by_hand_fills_the_fields()
    {
        var view = Open(Charger(), "ChangeConfiguration");
        view.Input("[id='field-value']", "300");
        view.Input("[id='field-key']", "HeartbeatInterval");
        Assert.Equal("""{"key":"HeartbeatInterval","value":"300"}""", Compact(view.Find(".action-json .json").TextContent));

        view.Click("[data-testid=by-hand]");
        view.Input("[data-testid=json]", """{"key": "CpoName", """);
        Assert.Contains("not JSON", view.Find(".action-json .form-fault").TextContent, StringComparison.Ordinal);
        Assert.True(view.Find("[data-testid=send]").HasAttribute("disabled"));

        view.Input("[data-testid=json]", """{"value": "Acme", "key": "CpoName", "extra": 1}""");
        Assert.Equal("CpoName", view.Find("[id='field-key']").GetAttribute("value"));
        Assert.Contains("extra", view.Find("[data-testid=fault-elsewhere]").TextContent, StringComparison.Ordinal);

        view.Input("[data-testid=json]", """{"value": "Acme", "key": "CpoName"}""");
        var call = Send(view);
        Assert.Equal("""{"key":"CpoName","value":"Acme"}""", System.Text.Encoding.UTF8.GetString(call.Payload.Span));
    }

    [Fact]
    public void What_the_charger_answered_not_to_know_is_said_and_can_be_sent_all_the_same()
    {
        var chargePoint = Charger();
        Change(chargePoint, state => state with { QuirkSettings = new QuirkSettings { ChargePointKey = state.Row.Key, NotSupported = "GetDiagnostics TriggerMessage:MeterValues" } });
        var facts = Services.GetRequiredService<FeatureFacts>();
        Assert.Equal("The charger answered before that it does not know this.", facts.Lack(chargePoint, ActionForms.Find("GetDiagnostics")!));
        Assert.Null(facts.Lack(chargePoint, ActionForms.Find("TriggerMessage")!));

        var view = Open(chargePoint, "TriggerMessage");
        view.Change("[id='field-requestedMessage']", "Heartbeat");
        Assert.Empty(view.FindAll("[data-testid=lack]"));
        view.Change("[id='field-requestedMessage']", "MeterValues");
        Assert.Contains("does not send MeterValues", view.Find("[data-testid=lack]").TextContent, StringComparison.Ordinal);

        view.Submit("form");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal("TriggerMessage", call!.Action);
    }

    [Fact]
    public void A_hard_reset_goes_out_only_after_the_chargers_id_was_typed()
    {
        var view = Open(Charger(), "Reset");
        view.Change("[id='field-type']", "Hard");

        view.Submit("form");

        Until(() => Assert.Contains("DRIVER-1 is charging on connector 1", _dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal));
        Assert.True(_dialogs.Find("[data-testid=harm-confirm]").HasAttribute("disabled"));
        Assert.Empty(Link.Calls);
        _dialogs.Input("[data-testid=harm-type]", "CP-1");
        _dialogs.Click("[data-testid=harm-confirm]");
        Until(() => Assert.Single(Link.Calls));
    }

    [Theory]
    [InlineData("Reset", """{"type":"Soft"}""", 2, false)]
    [InlineData("Reset", """{"type":"Soft"}""", 1, true)]
    [InlineData("Reset", """{"type":"Hard"}""", 2, true)]
    [InlineData("UnlockConnector", """{"connectorId":2}""", 1, false)]
    [InlineData("UnlockConnector", """{"connectorId":1}""", 1, true)]
    [InlineData("ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""", 1, true)]
    [InlineData("ChangeAvailability", """{"connectorId":0,"type":"Operative"}""", 1, false)]
    [InlineData("RemoteStopTransaction", """{"transactionId":4711}""", 1, true)]
    [InlineData("ClearChargingProfile", "{}", 1, true)]
    [InlineData("ClearChargingProfile", """{"id":1}""", 1, false)]
    [InlineData("SendLocalList", """{"listVersion":1,"updateType":"Full"}""", 1, true)]
    [InlineData("SendLocalList", """{"listVersion":1,"updateType":"Differential"}""", 1, false)]
    [InlineData("ChangeConfiguration", """{"key":"HeartbeatInterval","value":"1"}""", 1, false)]
    [InlineData("ChangeConfiguration", """{"key":"SecurityProfile","value":"1"}""", 1, true)]
    [InlineData("ChangeConfiguration", """{"key":"HeartbeatInterval","value":"abc"}""", 2, true)]
    [InlineData("GetConfiguration", "{}", 1, false)]
    public void Danger_is_asked_about_in_proportion(string action, string payload, int charging, bool asks)
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available, ConnectorStatus.Available);
        if (charging == 1)
        {
            Charge(chargePoint, 1, 7400, 1234);
        }

        Assert.Equal(asks, Harm.Of(chargePoint, action, System.Text.Json.Nodes.JsonNode.Parse(payload)!.AsObject()) is not null);
    }

    [Fact]
    public void A_time_is_picked_in_the_viewers_zone_and_sent_in_utc()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal("2026-11-22T12:00:00Z", FormTimes.Wire("2026-11-22T13:00:00", zone));
        Assert.Equal("2026-07-01T11:00:00Z", FormTimes.Wire("2026-07-01T13:00", zone));
        Assert.Equal("2026-11-22T13:00:00", FormTimes.Local("2026-11-22T12:00:00Z", zone));
        Assert.Equal("Europe/Berlin, UTC+1:00", FormTimes.Zone(zone, Clock.GetUtcNow()));
        Assert.Null(FormTimes.Wire("", zone));
    }

    [Fact]
    public void A_charger_that_is_away_is_sent_nothing_and_the_form_says_why()
    {
        var view = Open(AddCharger("CP-2", false, ConnectorStatus.Available), "ClearCache");

        Assert.True(view.Find("[data-testid=send]").HasAttribute("disabled"));
        Assert.Contains("The charger is offline.", view.Markup, StringComparison.Ordinal);
    }

    private ChargePoint Charger()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Charging, ConnectorStatus.Available);
        Charge(chargePoint, 1, 7400, 1234);
        return chargePoint;
    }

    private IRenderedComponent<ActionFormView> Open(ChargePoint chargePoint, string action)
    {
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
        return Render<ActionFormView>(parameters => parameters.Add(view => view.Form, ActionForms.Find(action)!).Add(view => view.ChargePoint, chargePoint));
    }

    private OutboundCall Send(IRenderedComponent<ActionFormView> view)
    {
        view.Submit("form");
        OutboundCall? call = null;
        Until(() =>
        {
            if (_dialogs.FindAll("[data-testid=harm-type]").SingleOrDefault() is { } typed && typed.GetAttribute("value") != "CP-1")
            {
                _dialogs.Input("[data-testid=harm-type]", "CP-1");
            }

            if (_dialogs.FindAll("[data-testid=harm-confirm]").Count > 0)
            {
                _dialogs.Click("[data-testid=harm-confirm]");
            }

            Assert.True(Link.Calls.TryPeek(out call));
        });
        return call!;
    }

    private static void Fill(IRenderedComponent<ActionFormView> view, IEnumerable<FormField> fields, string prefix, bool optional)
    {
        foreach (var field in fields)
        {
            if ((field.IsOptional || field.IsGiven) && !optional)
            {
                continue;
            }

            FillOne(view, field, prefix + field.Member, optional);
        }
    }

    private static void FillOne(IRenderedComponent<ActionFormView> view, FormField field, string path, bool optional)
    {
        switch (field.Kind)
        {
            case FieldKind.Group:
                var toggle = $"[data-path='{path}'] > legend input";
                if (view.FindAll(toggle).SingleOrDefault() is { } box && !box.IsChecked())
                {
                    view.Change(toggle, true);
                }

                Fill(view, field.Fields, $"{path}.", optional);
                break;
            case FieldKind.List:
                if (view.FindAll($"[data-path='{path}[0]']").Count == 0)
                {
                    view.Click($"[data-testid='add-{path}']");
                }

                FillOne(view, field.Fields[0], $"{path}[0]", optional);
                break;
            default:
                var selector = $"[id='field-{path}']";
                var input = view.Find(selector);
                if (!string.IsNullOrEmpty(input.GetAttribute("value")))
                {
                    break;
                }

                if (input.TagName == "SELECT" || field.Kind == FieldKind.Moment)
                {
                    view.Change(selector, Sample(field));
                }
                else
                {
                    view.Input(selector, Sample(field));
                }

                break;
        }
    }

    private static string Sample(FormField field) => field.Kind switch
    {
        FieldKind.Choice => field.Choices[0].Value,
        FieldKind.Moment => "2026-11-23T08:00:00",
        FieldKind.Count or FieldKind.Connector or FieldKind.Reservation => "1",
        FieldKind.Session => "4711",
        FieldKind.Fraction => "6.5",
        _ when field.Member is "location" or "remoteLocation" => "https://files.example/f",
        _ => "TEXT",
    };

    private static string Compact(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();
}

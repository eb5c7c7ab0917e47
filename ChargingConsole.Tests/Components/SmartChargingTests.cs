using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.SmartCharging;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class SmartChargingTests : ConsoleContext
{
    private ProfileLibrary Library => Services.GetRequiredService<ProfileLibrary>();

    [Fact]
    public void The_curve_is_drawn_anew_with_every_letter_and_stays_while_a_number_is_half_typed()
    {
        var editor = Render<ProfileEditor>();
        var first = Path(editor);

        Limit(editor, 1, "6");
        var lower = Path(editor);
        Assert.NotEqual(first, lower);

        Limit(editor, 1, "6.");
        Limit(editor, 1, "six");
        Assert.Equal(lower, Path(editor));
        Assert.Equal("Write a number.", editor.Find("[data-testid=period]:nth-child(2) .smart-error").TextContent);
    }

    [Fact]
    public void The_limits_stand_in_a_table_too_and_the_times_of_day_beside_the_periods()
    {
        var editor = Render<ProfileEditor>();

        Assert.Equal(["32 A", "16 A", "32 A"], editor.FindAll("[data-testid=schedule-chart] tbody td.num").Select(cell => cell.TextContent));
        Assert.Equal(["00:00", "07:00", "22:00"], editor.FindAll("[data-testid=period] small.muted").Select(hint => hint.TextContent));
        Assert.Contains("from 16 A to 32 A", editor.Find("[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_are_added_and_removed_and_the_schedule_keeps_beginning_at_its_start()
    {
        var editor = Render<ProfileEditor>();

        editor.Click("[data-testid=add-period]");
        Assert.Equal(4, editor.FindAll("[data-testid=period]").Count);
        Assert.Equal("23:00", editor.FindAll("[data-testid=period] input")[6].GetAttribute("value"));

        editor.Click("[aria-label='Remove period 1']");
        Assert.Equal("0:00", editor.FindAll("[data-testid=period] input")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task A_profile_is_saved_changed_and_never_saved_with_what_breaks_the_rules()
    {
        var editor = Render<ProfileEditor>();
        await editor.InvokeAsync(() => editor.Find("form").SubmitAsync());
        Assert.Contains("Give it a name", editor.Markup, StringComparison.Ordinal);

        editor.Change("[data-testid=name]", "Night");
        Limit(editor, 0, "32.05");
        await editor.InvokeAsync(() => editor.Find("form").SubmitAsync());
        Assert.NotEmpty(editor.FindAll("[data-testid=problem]"));
        Assert.Empty(Library.All);

        Limit(editor, 0, "31,5");
        await editor.InvokeAsync(() => editor.Find("form").SubmitAsync());
        Until(() => Assert.EndsWith("/charging-profiles", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var saved = Assert.Single(Library.All);
        Assert.Equal(("Night", 31.5m, ProfileKind.Recurring), (saved.Name, saved.Definition.Schedule.Periods[0].Limit, saved.Definition.Kind));

        var again = Render<ProfileEditor>(parameters => parameters.Add(view => view.Known, saved));
        again.Change("[data-testid=kind]", "relative");
        Assert.Empty(again.FindAll("[data-testid=start]"));
        Assert.Contains("22:00", again.Find("[data-testid=schedule-chart] tbody").TextContent, StringComparison.Ordinal);
        await again.InvokeAsync(() => again.Find("form").SubmitAsync());
        Until(() => Assert.Equal(ProfileKind.Relative, Library.All[0].Definition.Kind));
    }

    [Fact]
    public async Task A_viewer_may_look_and_not_save()
    {
        Authorization.SetRoles("Viewer");
        var editor = Render<ProfileEditor>();

        Assert.True(editor.Find("[data-testid=save]").HasAttribute("disabled"));
        editor.Change("[data-testid=name]", "Night");
        await editor.InvokeAsync(() => editor.Find("form").SubmitAsync());
        Assert.Empty(Library.All);
    }

    [Fact]
    public void The_plain_button_tells_each_step_and_whether_the_limit_took_and_takes_it_away_again()
    {
        var chargePoint = AddCharger("CP-1", connected: true, ConnectorStatus.Available);
        var tab = Render<SmartChargingTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        Assert.NotEmpty(tab.FindAll("[data-testid=installed-empty]"));
        Assert.Equal("no limit", tab.Find("[data-testid=composite-panel] tbody td.num").TextContent);

        tab.Input("[data-testid=limit-value]", "sixteen");
        tab.Submit(".smart-limit");
        Assert.Contains("such as 16", tab.Find("#limit-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(Link.Calls);

        tab.Input("[data-testid=limit-value]", "16");
        tab.Submit(".smart-limit");
        Answer("SetChargingProfile", """{"status":"Rejected"}""");
        Until(() => Assert.Contains("Trying TxDefaultProfile on connector 1, in amperes, relative", tab.Find("[data-testid=limit-status]").TextContent, StringComparison.Ordinal));
        Answer("SetChargingProfile", """{"status":"Accepted"}""");
        Answer("GetCompositeSchedule", """{"status":"Accepted","connectorId":1,"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}""");

        Until(() => Assert.Contains("schedule confirms it", tab.Find("[data-testid=limit-status]").TextContent, StringComparison.Ordinal));
        Until(() => Assert.Contains("Limit", tab.Find("[data-testid=installed-row]").TextContent, StringComparison.Ordinal));
        Until(() => Assert.Equal("16 A", tab.Find("[data-testid=composite-panel] tbody td.num").TextContent));

        tab.Click("[data-testid=limit-remove]");
        Answer("ClearChargingProfile", """{"status":"Accepted"}""");
        Until(() => Assert.Contains("is removed", tab.Find("[data-testid=limit-status]").TextContent, StringComparison.Ordinal));
        Until(() => Assert.Empty(tab.FindAll("[data-testid=installed-row]")));
    }

    [Fact]
    public void The_charger_s_own_schedule_is_laid_beside_the_expected_one_and_the_difference_told()
    {
        var chargePoint = AddCharger("CP-1", connected: true, ConnectorStatus.Available);
        var installed = Services.GetRequiredService<InstalledProfiles>();
        installed.Load(new InstalledProfileRow
        {
            ChargePointKey = chargePoint.Key,
            ConnectorId = 1,
            Purpose = ProfilePurpose.TxDefaultProfile,
            StackLevel = 0,
            ProfileId = 77,
            Profile = """{"chargingProfileId":0,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":10}]}}""",
            InstalledAt = Clock.GetUtcNow(),
            CommandId = 1,
        });
        var panel = Render<CompositePanel>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        Assert.Single(panel.FindAll("[data-testid=schedule-line]"));

        panel.Click("[data-testid=composite-ask]");
        Answer("GetCompositeSchedule", """{"status":"Accepted","connectorId":1,"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":32}]}}""");

        Until(() => Assert.Contains("32 A, where 10 A was expected", panel.Find("[data-testid=composite-status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, panel.FindAll("[data-testid=schedule-line]").Count);
    }

    [Fact]
    public void A_start_carries_the_profile_that_was_chosen_for_the_session()
    {
        AddCharger("CP-1", connected: true, ConnectorStatus.Available);
        var profile = new ProfileRow
        {
            Id = 3,
            Name = "Slow",
            Profile = """{"chargingProfileId":0,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8}]}}""",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };

        Services.GetRequiredService<OperatorDesk>().Start("CP-1", 1, "APP_USER", profile);

        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal(
            """{"connectorId":1,"idTag":"APP_USER","chargingProfile":{"chargingProfileId":3001,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8}]}}}""",
            System.Text.Encoding.UTF8.GetString(call!.Payload.Span));
        call.Complete(new CallOutcome(CallOutcomeKind.Result, """{"status":"Accepted"}"""));
    }

    [Theory]
    [InlineData("4:30", 16_200)]
    [InlineData("7", 25_200)]
    [InlineData("0:00:15", 15)]
    [InlineData("168:00", 604_800)]
    [InlineData("1:60", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    public void A_time_is_read_as_operators_write_it(string text, int? seconds) => Assert.Equal(seconds, ClockText.Read(text));

    private void Answer(string action, string payload)
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal(action, call!.Action);
        call.Complete(new CallOutcome(CallOutcomeKind.Result, payload));
    }

    private static void Limit(IRenderedComponent<ProfileEditor> editor, int period, string text) =>
        editor.Input(() => editor.FindAll("[data-testid=period]")[period].QuerySelectorAll("input")[1], text);

    private static string? Path(IRenderedComponent<ProfileEditor> editor) => editor.Find("[data-testid=schedule-line]").GetAttribute("d");
}

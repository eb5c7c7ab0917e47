using Bunit;
using ChargingConsole.Components.Commands;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class CommandTests : ConsoleContext
{
    [Fact]
    public void The_toast_moves_on_with_the_command()
    {
        var progress = new CommandProgress("Start CP-1, connector 1");
        var toast = Render<CommandToast>(parameters => parameters.Add(view => view.Progress, progress));
        Assert.Equal("Requested", toast.Find(".now").TextContent);

        progress.Sent();
        Until(() => Assert.Equal("Sent", toast.Find(".now").TextContent));

        progress.Answered(new CommandOutcome { Code = OutcomeCode.Accepted, Message = "Accepted by the charger." }, "Accepted, waiting…");
        Until(() => Assert.Equal("Accepted", toast.Find(".now").TextContent));
        Assert.Equal("Accepted, waiting…", toast.Find(".toast-text").TextContent);

        progress.Confirmed("Charging has begun.", 7);
        Until(() => Assert.Equal(4, toast.FindAll(".done").Count));
        Assert.Equal("/sessions/7", toast.Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(OutcomeCode.Rejected, "Rejected")]
    [InlineData(OutcomeCode.NotConnected, "Offline")]
    [InlineData(OutcomeCode.NoAnswer, "No answer")]
    [InlineData(OutcomeCode.NotSupported, "Not supported")]
    [InlineData(OutcomeCode.CallError, "Error")]
    [InlineData(OutcomeCode.InProgress, "Rejected")]
    public void A_refusal_is_told_in_the_words_of_its_outcome(string code, string word)
    {
        var progress = new CommandProgress("Stop");
        var toast = Render<CommandToast>(parameters => parameters.Add(view => view.Progress, progress));

        progress.Answered(new CommandOutcome { Code = code, Message = "Plain words." }, "");

        Until(() => Assert.Equal(word, toast.Find(".failed").TextContent));
        Assert.Equal("Plain words.", toast.Find(".toast-text").TextContent);
        Assert.True(progress.HasFailed);
    }

    [Fact]
    public void An_expired_start_is_told_after_accepted()
    {
        var progress = new CommandProgress("Start");
        var toast = Render<CommandToast>(parameters => parameters.Add(view => view.Progress, progress));
        progress.Sent();
        progress.Answered(new CommandOutcome { Code = OutcomeCode.Accepted, Message = "" }, "…");

        progress.Ended(CommandState.Expired, "Accepted, but no session began: is the cable plugged in?");

        Until(() => Assert.Equal(["Requested", "Sent", "Accepted", "Expired"], toast.FindAll(".steps li").Select(step => step.TextContent)));
        Assert.Contains("is the cable plugged in?", toast.Find(".toast-text").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_is_recorded_in_the_operators_name_and_its_rejection_reaches_the_operator()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);
        var desk = Services.GetRequiredService<OperatorDesk>();

        var progress = desk.Start("CP-1", 1, "APP_USER");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryPeek(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, """{"status":"Rejected"}"""));

        Until(() => Assert.True(progress.IsOver));
        Assert.Equal((CommandState.Rejected, "The charger refused to start a session."), (progress.State, progress.Words));

        var list = Render<CommandList>();
        Until(() => Assert.Contains("Rejected", list.Find("[data-testid=command-row]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Olga", list.Find("[data-testid=command-row]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Start", list.Find("[data-testid=command-row]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_of_an_unknown_tag_is_refused_before_anything_is_sent()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var progress = Services.GetRequiredService<OperatorDesk>().Start("CP-1", 1, "NOBODY");

        Until(() => Assert.True(progress.HasFailed));
        Assert.Equal("Id tag NOBODY may not charge (status: Invalid)", progress.Words);
        Assert.Empty(Link.Calls);
    }

    [Fact]
    public void Whoever_may_only_look_sends_nothing()
    {
        Authorization.SetRoles("Viewer");
        AddCharger("CP-1", true, ConnectorStatus.Available);

        var progress = Services.GetRequiredService<OperatorDesk>().Start("CP-1", 1, "APP_USER");

        Until(() => Assert.True(progress.HasFailed));
        Assert.Equal("Operators may do this; you are a viewer.", progress.Words);
        Assert.Empty(Link.Calls);
    }

    [Fact]
    public void No_command_yet_says_what_will_be_found_there()
    {
        var list = Render<CommandList>();

        Until(() => Assert.Contains("No command yet", list.Find("[data-testid=commands-empty]").TextContent, StringComparison.Ordinal));
    }
}

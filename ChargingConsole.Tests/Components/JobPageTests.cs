using Bunit;
using ChargingConsole.Components.Jobs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using TestContext = Xunit.TestContext;

namespace ChargingConsole.Tests.Components;

public sealed class JobPageTests : ConsoleContext
{
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private JobQueries Queries => Services.GetRequiredService<JobQueries>();

    [Fact]
    public void A_console_without_jobs_says_what_they_are_for()
    {
        var page = Render<JobsPage>();
        Until(() => Assert.NotNull(page.Find("[data-testid=jobs-empty]")));
        Assert.EndsWith("/jobs/new", page.Find("[data-testid=new-job]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hard_reset_of_many_chargers_asks_for_their_number_first()
    {
        var page = NewJob();
        page.Change("[data-testid=add-step]", "Reset");
        page.Change("[id='field-type']", "Hard");
        Assert.Contains("3 chargers", page.Find("[data-testid=chosen]").TextContent, StringComparison.Ordinal);
        page.Change("[data-testid=filter-connected]", true);
        Assert.Contains("2 chargers", page.Find("[data-testid=chosen]").TextContent, StringComparison.Ordinal);

        page.Click("[data-testid=start-job]");

        Until(() => Assert.True(_dialogs.Find("[data-testid=question-yes]").HasAttribute("disabled")));
        Assert.Contains("Hard reset of 2 chargers?", _dialogs.Markup, StringComparison.Ordinal);
        Assert.Empty(await Queries.ListAsync(null, 10, TestContext.Current.CancellationToken));
        _dialogs.Input("[data-testid=question-type]", "2");
        _dialogs.Click("[data-testid=question-yes]");

        var addresses = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        Until(() => Assert.EndsWith("/jobs/1", addresses.Uri, StringComparison.Ordinal));
        var job = (await Queries.FindAsync(1, TestContext.Current.CancellationToken))!.Row;
        Assert.Equal(("Reset", "Olga", 2), (job.Title, job.CreatedBy, job.ChargePoints));
        Assert.Equal("""{"type":"Hard"}""", JobStep.Read(job.Steps).Single().Payload);
    }

    [Fact]
    public void What_is_not_complete_is_not_started_and_names_that_nobody_has_are_told()
    {
        var page = NewJob();
        Assert.True(page.Find("[data-testid=start-job]").HasAttribute("disabled"));
        page.Change("[data-testid=add-step]", "ChangeConfiguration");
        page.Click("[data-testid=start-job]");
        Until(() => Assert.NotNull(page.Find("[data-testid=job-fault]")));

        page.Click("[data-testid=by-name]");
        page.Input("[data-testid=names]", "CP-1\nNO-SUCH");

        Assert.Contains("NO-SUCH", page.Find("[data-testid=unknown]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-testid=start-job]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_job_moves_on_as_chargers_answer_and_can_be_cancelled_and_retried()
    {
        Chargers();
        _dialogs = Render<MudDialogProvider>();
        var runner = Services.GetRequiredService<JobRunner>();
        await runner.StartAsync(TestContext.Current.CancellationToken);
        var request = new JobRequest { Steps = [new JobStep("ClearCache", "{}")], ChargePoints = [.. Fleet.All.OrderBy(chargePoint => chargePoint.Id)], Selection = "All chargers", AtOnce = 1, OfflineWaitSeconds = 0 };
        var made = await Services.GetRequiredService<JobDesk>().CreateAsync(request, "Olga");
        var page = Render<JobPage>(parameters => parameters.Add(view => view.Id, made.Id));
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Until(() => Assert.Contains("Being asked", page.Markup, StringComparison.Ordinal));

        page.Click("[data-testid=cancel-job]");
        Until(() => _dialogs.Click("[data-testid=question-yes]"));
        Until(() => Assert.Contains("is cancelled", ToastText, StringComparison.Ordinal));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, """{"status":"Rejected"}"""));

        Until(() => Assert.NotNull(page.Find("[data-testid=retry-job]")));
        Assert.Equal("3", page.Find("[data-testid=job-progress]").GetAttribute("value"));
        Assert.Equal(3, page.FindAll("[data-testid=job-outcome]").Count);
        page.Click(() => page.FindAll("button").First(button => button.TextContent == "Failed"));
        Until(() => Assert.Contains("Rejected", Assert.Single(page.FindAll("[data-testid=job-outcome]")).TextContent, StringComparison.Ordinal));
        Assert.EndsWith("?show=failed", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        var again = Render<JobPage>(parameters => parameters.Add(view => view.Id, made.Id));
        Until(() => Assert.Equal("true", again.Find("[data-testid=show-failed]").GetAttribute("aria-pressed")));
        Assert.Single(again.FindAll("[data-testid=job-outcome]"));
        runner.Hold();
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_viewer_sees_jobs_and_makes_none()
    {
        Authorization.SetRoles("Viewer");
        await Services.GetRequiredService<ChargingConsole.Components.Viewer>().IdentifyAsync();
        Assert.Empty(Render<JobsPage>().FindAll("[data-testid=new-job]"));
        Chargers();
        var page = Render<NewJobPage>();
        Assert.Contains("Operators may do this; you are a viewer.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_of_a_request_has_a_look_of_its_own_word()
    {
        var words = Enum.GetValues<JobTargetState>().Select(state => JobLooks.Of(state).Word).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    private IRenderedComponent<NewJobPage> NewJob()
    {
        Chargers();
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
        return Render<NewJobPage>();
    }

    private void Chargers()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);
        AddCharger("CP-2", true, ConnectorStatus.Available);
        AddCharger("CP-3", false, ConnectorStatus.Available);
    }
}

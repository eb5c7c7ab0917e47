using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Jobs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>One job: its progress as it goes, and what became of each charger.</summary>
public sealed partial class JobPage
{
    private const int PageSize = 100;

    private static readonly (string Word, string Name)[] s_filters =
        [("", Texts.Key("All")), ("failed", Texts.Key("Failed")), ("unanswered", Texts.Key("Not known")), ("waiting", Texts.Key("Open")), ("not_asked", Texts.Key("Not asked"))];

    private List<JobTargetRow> _rows = [];
    private IReadOnlyList<JobStep> _steps = [];
    private JobProgress? _job;
    private string? _error;
    private bool _hasMore;
    private bool _isUnknown;
    private (long Id, string Filter) _loaded;
    private long _version = -1;

    /// <summary>The job.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>Which outcomes are shown; all when absent.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary>The jobs.</summary>
    [Inject]
    public required JobQueries Queries { get; init; }

    /// <summary>Those that have not ended.</summary>
    [Inject]
    public required JobBook Book { get; init; }

    /// <summary>Where they are cancelled and repeated.</summary>
    [Inject]
    public required JobDesk Desk { get; init; }

    /// <summary>The chargers.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Goes to the new job.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Keeps in the address what is shown.</summary>
    [Inject]
    public required AddressBar Bar { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<JobPage> Logger { get; init; }

    private string Filter => s_filters.Any(known => known.Word == Show) ? Show! : "";

    private IReadOnlyList<JobTargetState>? Shown => Filter switch
    {
        "failed" => JobTargetStates.Failed,
        "unanswered" => JobTargetStates.Unanswered,
        "waiting" => [JobTargetState.Waiting, JobTargetState.Asking],
        "not_asked" => JobTargetStates.NotAsked,
        _ => null,
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Every(TimeSpan.FromSeconds(0.5), RefreshAsync);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded.Id != Id)
        {
            (_loaded, _job, _isUnknown, _rows) = ((Id, Filter), null, false, []);
            await ReloadAsync();
        }
        else if (_loaded.Filter != Filter)
        {
            (_loaded, _rows) = ((Id, Filter), []);
            await ReloadAsync();
        }
    }

    private async Task RefreshAsync()
    {
        var version = Book.Find(Id)?.Version ?? 0;
        if (version != _version || _error is not null)
        {
            await ReloadAsync();
            StateHasChanged();
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            _version = Book.Find(Id)?.Version ?? 0;
            _job = await Queries.FindAsync(Id);
            _error = null;
            _isUnknown = _job is null;
            if (_job is not null)
            {
                _steps = JobStep.Read(_job.Row.Steps);
                var count = Math.Max(PageSize, _rows.Count);
                _rows = [.. await Queries.TargetsAsync(Id, Shown, null, count)];
                _hasMore = _rows.Count == count;
            }
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Job {JobId} could not be read", Id);
        _error = L["The database did not answer. The job comes back with the database."];
    }

    private async Task LoadMoreAsync()
    {
        try
        {
            var more = await Queries.TargetsAsync(Id, Shown, _rows[^1].Number, PageSize);
            _rows.AddRange(more);
            _hasMore = more.Count == PageSize;
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private async Task CancelAsync()
    {
        var question = new Question(L["Cancel this job?"], L["{0} requests are not made. What is on its way is still waited for.", Figures.Count(_job!.Waiting)], L["Cancel job"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await Acts.RunAsync(L["Cancel job"], async () => EndOf(await Desk.CancelAsync(Id, Viewer.Actor)));
            await ReloadAsync();
        }
    }

    private async Task RetryAsync(bool withUnanswered)
    {
        var question = withUnanswered
            ? new Question(L["Ask them again?"], L["Nobody knows whether these chargers did what was asked; they may do it twice."], L["Ask again"])
            : new Question(L["Retry what failed?"], L["A new job asks the chargers that did not agree, and those that were never asked."], L["Retry"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            JobRow? made = null;
            await Acts.RunAsync(withUnanswered ? L["Ask again"] : L["Retry"], async () =>
            {
                var answer = await Desk.RetryAsync(Id, withUnanswered, Viewer.Actor);
                made = answer.Code == JobAnswer.Done ? answer.Row : null;
                return EndOf(answer);
            });
            if (made is not null)
            {
                Navigation.NavigateTo(Links.Job(made.Id));
            }
        }
    }

    private static ActEnd EndOf(JobAnswer answer) => new(Recorded.Say(answer.Message), answer.Code == JobAnswer.Done);
}

using System.Globalization;
using System.Text.Json.Nodes;
using ChargingConsole.Auth;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Jobs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>A job in the making: whom, what, and at what pace.</summary>
public sealed partial class NewJobPage
{
    private readonly List<FormWriting> _steps = [];
    private ChargePointSelection _selection = new() { All = true };
    private IReadOnlyList<ChargePoint> _chosen = [];
    private IReadOnlyList<string> _unknown = [];
    private IReadOnlyList<string> _faults = [];
    private string? _title;
    private double _perSecond = 10;
    private int _atOnce = 20;
    private int _waitMinutes = 5;
    private bool _stopOnFailure = true;
    private bool _isStarting;

    /// <summary>The chargers.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Where jobs are made.</summary>
    [Inject]
    public required JobDesk Desk { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>The templates.</summary>
    [Inject]
    public required ConfigurationTemplates Templates { get; init; }

    /// <summary>The configuration template to begin with.</summary>
    [SupplyParameterFromQuery(Name = "template")]
    public string? Template { get; set; }

    /// <summary>Goes to the job.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string? WhyNot => this switch
    {
        _ when !Viewer.MayAct => Viewer.WhyNot(AccessRole.Operator),
        _ when _steps.Count == 0 => L["Choose what to ask."].Value,
        _ when _steps.Any(step => step.Trouble is not null) => L["A payload is not JSON yet."].Value,
        _ when _chosen.Count == 0 => L["No charger is chosen."].Value,
        _ when _unknown.Count > 0 => L["Some of the names are not known."].Value,
        _ when _isStarting => L["It is being stored."].Value,
        _ => null,
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Resolve();
        Begin();
        Every(TimeSpan.FromSeconds(1), () =>
        {
            var before = (_chosen.Count, _chosen.Count(chargePoint => chargePoint.State.IsConnected));
            Resolve();
            if (before != (_chosen.Count, _chosen.Count(chargePoint => chargePoint.State.IsConnected)))
            {
                StateHasChanged();
            }

            return Task.CompletedTask;
        });
    }

    private void Begin()
    {
        if (Template is { Length: > 0 } name && Templates.Find(name) is { } template && ActionForms.Find("ChangeConfiguration") is { } form && _chosen is [var sample, ..])
        {
            _title = template.Name;
            _steps.AddRange(template.Payloads().Select(payload => new FormWriting(form, new FormStart(sample, Viewer.Now), JsonNode.Parse(payload)!.AsObject())));
        }
    }

    private void Select(ChargePointSelection selection)
    {
        _selection = selection;
        Resolve();
    }

    private void Resolve() => _chosen = _selection.Resolve(Fleet, out _unknown);

    private void Add(ChangeEventArgs change)
    {
        if (ActionForms.Find(change.Value as string) is { } form && (_chosen.Count > 0 ? _chosen[0] : Fleet.All.FirstOrDefault()) is { } sample)
        {
            _steps.Add(new FormWriting(form, new FormStart(sample, Viewer.Now)));
        }
    }

    private async Task StartAsync()
    {
        Resolve();
        var ready = _steps.Aggregate(true, (all, step) => step.TryToSend() && all);
        if (!ready || WhyNot is not null)
        {
            _faults = ready ? [] : [L["A request is not complete: see its fields."]];
            return;
        }

        var request = new JobRequest
        {
            Title = _title,
            Steps = [.. _steps.Select(step => new JobStep(step.Form.Action, step.Text))],
            ChargePoints = _chosen,
            Selection = _selection.Words(),
            PerSecond = _perSecond,
            AtOnce = _atOnce,
            OfflineWaitSeconds = _waitMinutes is >= 0 and <= JobRequest.LongestWait / 60 ? _waitMinutes * 60 : -1,
            StopOnFailure = _stopOnFailure,
        };
        _faults = [.. Desk.Check(request).Select(fault => Recorded.Say(fault.Message)).Distinct()];
        if (_faults.Count > 0 || !await AskDialog.AskAsync(Dialogs, QuestionOf(request)))
        {
            return;
        }

        _isStarting = true;
        JobRow? made = null;
        await Acts.RunAsync(
            L["Start a job with {0:N0} chargers", request.ChargePoints.Count],
            async () =>
            {
                made = await Desk.CreateAsync(request, Viewer.Actor);
                return new ActEnd(L["The job has begun."]);
            },
            inPlace: why => _faults = [why]);
        _isStarting = false;
        if (made is not null)
        {
            Navigation.NavigateTo(Links.Job(made.Id));
        }
    }

    /// <summary>Asked in proportion: where a request does harm to any of the chargers, their number is typed.</summary>
    private Question QuestionOf(JobRequest request)
    {
        var count = request.ChargePoints.Count;
        var what = string.Join(L[", then "], _steps.Select(Named));
        var harm = _steps
            .Select(step => (step.Form.Action, Payload: JsonNode.Parse(step.Text)!.AsObject()))
            .SelectMany(step => request.ChargePoints.Select(chargePoint => Harm.Of(chargePoint, step.Action, step.Payload)))
            .FirstOrDefault(found => found is not null);
        var title = count == 1 ? L["{0} of 1 charger?", what] : L["{0} of {1:N0} chargers?", what, count];
        return harm is null
            ? new Question(title, L["They are asked at up to {0} a second.", request.PerSecond], L["Start"], IsHarm: false)
            : new Question(title, count == 1 ? harm.Text : L["For the first of them: {0} The same goes for the others.", harm.Text], L["Start"], count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Named(FormWriting step) =>
        step.Form.Action == "Reset" ? Texts.Say("{0} reset", step.Draft.Text("type")) : Texts.Say(step.Form.Title);
}

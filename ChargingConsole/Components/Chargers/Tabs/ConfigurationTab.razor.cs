using System.Text.Json.Nodes;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>The last known configuration of a charger: read to the end, explained, changed in place, with its history.</summary>
public sealed partial class ConfigurationTab
{
    private IReadOnlyDictionary<string, ConfigurationKeyRow> _all = new Dictionary<string, ConfigurationKeyRow>();
    private List<ConfigurationKeyRow> _shown = [];
    private List<string> _waiting = [];
    private IReadOnlyList<ConfigurationChangeRow>? _history;
    private string _text = "";
    private string _template = "";
    private string _value = "";
    private string? _editing;
    private string? _error;
    private bool _isReading;
    private bool _isComparing;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>The last known keys.</summary>
    [Inject]
    public required ConfigurationBook Book { get; init; }

    /// <summary>Asks the charger.</summary>
    [Inject]
    public required ConfigurationReader Reader { get; init; }

    /// <summary>Sets keys.</summary>
    [Inject]
    public required ConfigurationWriter Writer { get; init; }

    /// <summary>The history.</summary>
    [Inject]
    public required ConfigurationQueries Queries { get; init; }

    /// <summary>The templates.</summary>
    [Inject]
    public required ConfigurationTemplates Templates { get; init; }

    /// <summary>Sends the reset.</summary>
    [Inject]
    public required CarefulDesk Desk { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Asks before a charger may lose its way here.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<ConfigurationTab> Logger { get; init; }

    private bool CanAct => ChargePoint.State.IsConnected && Viewer.MayAct;

    private string? Fault => _editing is { } key && KnownKeys.Fault(key, _value) is { } fault ? Recorded.Say(fault.Message) : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => Follow(batch =>
    {
        if (batch.Resync || batch.Changes.ContainsKey(ChargePoint))
        {
            Look();
            StateHasChanged();
        }

        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    protected override void OnParametersSet() => Look();

    private void Look()
    {
        _all = Book.Of(ChargePoint);
        _shown =
        [
            .. _all.Values
                .Where(row => _text.Length == 0
                    || row.Key.Contains(_text, StringComparison.OrdinalIgnoreCase)
                    || row.Value?.Contains(_text, StringComparison.OrdinalIgnoreCase) == true
                    || KnownKeys.Find(row.Key)?.Meaning.Contains(_text, StringComparison.OrdinalIgnoreCase) == true)
                .OrderByDescending(row => row.IsKnown).ThenBy(row => row.Key, StringComparer.OrdinalIgnoreCase),
        ];
        _waiting = [.. _all.Values.Where(row => ConfigurationBook.NeedsReboot(ChargePoint, row)).Select(row => row.Key).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private void Search(string text)
    {
        _text = text;
        Look();
    }

    private void Edit(ConfigurationKeyRow row) => (_editing, _value) = (row.Key, Secrets.IsSecret(row.Key) ? "" : row.Value ?? "");

    private Task ReadAsync() => RunAsync(L["Read the configuration of {0}", ChargePoint.Id], async toast =>
    {
        var isOver = false;
        var progress = new Progress<ReadingProgress>(step =>
        {
            // Told through the page's queue, the last step may arrive behind the outcome.
            if (isOver)
            {
                return;
            }

            toast.GoesOn(step.Waiting > 0 ? L["{0} keys read, {1} to go…", step.Keys, step.Waiting] : L["{0} keys read…", step.Keys]);
        });
        var reading = await Reader.ReadAsync(ChargePoint, [], Viewer.Actor, progress);
        isOver = true;
        return new ActEnd(Recorded.Say(reading.Message), reading.Success);
    });

    private async Task SaveAsync()
    {
        if (Fault is null && _editing is { } key && await MayHarmAsync([(key, _value)]))
        {
            await RunAsync(L["Set {0} of {1}", key, ChargePoint.Id], _ => SetAsync(key));
        }
    }

    private async Task<ActEnd> SetAsync(string key)
    {
        var outcome = await Writer.ChangeAsync(ChargePoint.Id, key, _value, Viewer.Actor);
        if (outcome.Success)
        {
            (_editing, _value) = (null, "");
        }

        return new ActEnd(Recorded.Say(outcome.Message), outcome.Success);
    }

    private async Task ApplyAsync()
    {
        if (Templates.Find(_template) is { } template && await MayHarmAsync([.. template.Values.Select(pair => (pair.Key, pair.Value))]))
        {
            await RunAsync(L["Apply {0} to {1}", template.Name, ChargePoint.Id], _ => ApplyAsync(template));
        }
    }

    private async Task<ActEnd> ApplyAsync(ConfigurationTemplate template)
    {
        var outcomes = await Writer.ApplyAsync(ChargePoint, template, Viewer.Actor);
        var failed = outcomes.Where(outcome => !outcome.Success).ToList();
        _template = "";
        return new ActEnd(
            string.Join(' ', failed.Select(outcome => Recorded.Say(outcome.Message)).Prepend(L["{0} of {1} keys of {2} set.", outcomes.Count - failed.Count, template.Values.Count, template.Name])),
            failed.Count == 0);
    }

    private async Task<bool> MayHarmAsync(IReadOnlyList<(string Key, string Value)> values)
    {
        var harm = values.Select(pair => Harm.Of(ChargePoint, "ChangeConfiguration", new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value })).FirstOrDefault(found => found is not null);
        return harm is null || await HarmDialog.AskAsync(Dialogs, harm, ChargePoint.Id);
    }

    private async Task RunAsync(string title, Func<ActProgress, Task<ActEnd>> act)
    {
        (_isReading, _error) = (true, null);
        await Acts.RunAsync(title, async toast =>
        {
            var end = await act(toast);
            _history = _history is null ? null : await Queries.HistoryAsync(ChargePoint, null, null, 100);
            return end;
        });
        _isReading = false;
        Look();
    }

    private async Task ToggleHistoryAsync()
    {
        try
        {
            _history = _history is null ? await Queries.HistoryAsync(ChargePoint, null, null, 100) : null;
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "The history of {ChargerId} could not be read", ChargePoint.Id);
            _error = L["The database did not answer. Charging goes on; try again in a moment."];
        }
    }

    private async Task ResetAsync() => await Desk.SendAsync(ChargePoint, "Reset", """{"type":"Soft"}""");
}

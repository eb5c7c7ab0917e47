using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Components.IdTags;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>All id tags: found, made, changed, in and out as lists.</summary>
public sealed partial class IdTagsPage
{
    private const int PageSize = 100;
    private IReadOnlyList<IdTagRow> _found = [];
    private IReadOnlyDictionary<string, DateTimeOffset> _used = new Dictionary<string, DateTimeOffset>();
    private int _shown = PageSize;
    private int _version = -1;

    /// <summary>Part of the tag, its group or its note.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>The state.</summary>
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    /// <summary>The group.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    public string? Group { get; set; }

    /// <summary>The tags.</summary>
    [Inject]
    public required IdTagBook Book { get; init; }

    /// <summary>Who charges now.</summary>
    [Inject]
    public required TransactionBook Transactions { get; init; }

    /// <summary>When tags were used.</summary>
    [Inject]
    public required IdTagQueries Queries { get; init; }

    /// <summary>Changes tags in the operator's name.</summary>
    [Inject]
    public required IdTagDesk Desk { get; init; }

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Keeps the filters in the address.</summary>
    [Inject]
    public required AddressBar Bar { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<IdTagsPage> Logger { get; init; }

    private IdTagFilter Filter => new() { Text = Text, Status = Status, Group = Group };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(NoteAsync);
        Every(TimeSpan.FromMilliseconds(500), RefreshAsync);
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        _shown = PageSize;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _version = Book.Version;
        _found = [.. Filter.Of(Book, Viewer.Now)];
        try
        {
            _used = await Queries.LastUsedAsync(_found.Take(_shown).Select(tag => tag.IdTag));
        }
        catch (Exception exception)
        {
            // The tags are in memory; only when they were used is not.
            Logger.LogError(exception, "When tags were last used could not be read");
            _used = new Dictionary<string, DateTimeOffset>();
        }
    }

    private Task NoteAsync(FeedBatch batch)
    {
        if (batch.Resync || batch.Changes.Values.Any(topics => topics.HasFlag(FeedTopics.Transactions)))
        {
            _version = -1;
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        if (_version != Book.Version)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private Task ShowMoreAsync()
    {
        _shown += PageSize;
        return LoadAsync();
    }

    private async Task EditAsync(IdTagRow? tag)
    {
        await IdTagDialog.OpenAsync(Dialogs, tag);
        await RefreshAsync();
    }

    private Task ImportAsync() => IdTagImportDialog.OpenAsync(Dialogs);

    private async Task DeleteAsync(IdTagRow tag)
    {
        if (await HarmDialog.AskAsync(Dialogs, Deletion(tag, Transactions.OpenOfTag(tag.IdTag)), ""))
        {
            await Desk.DeleteAsync(tag);
            await RefreshAsync();
        }
    }

    /// <summary>What deleting a tag harms.</summary>
    internal static Harm Deletion(IdTagRow tag, int open) => new(
        Texts.Say("Delete {0}?", tag.IdTag),
        (open > 0 ? Texts.Say("Its driver can no longer charge; the session that runs goes on.") : Texts.Say("Its driver can no longer charge.")) + " " + Texts.Say("Sessions of the past stay. To keep the tag and refuse it, block it instead."),
        Texts.Say("Delete"));

    private static string BlockWord(IdTagRow tag) => tag.Status == IdTagStatus.Blocked ? Texts.Say("Unblock") : Texts.Say("Block");

    private static string ChargersOf(IdTagRow tag) => ChargerList.Read(tag.Chargers) switch
    {
        null => Texts.Say("All"),
        [var one] => one,
        var many => Texts.SayMany(many.Count, "{0} charger", "{0} chargers"),
    };

    private void Go(string name, string? value) => Bar.Change(name, LogQuery.Empty(value));

    private void Clear() => Bar.Go(Links.IdTags, replace: true);
}

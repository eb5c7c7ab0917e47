using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Commands;

/// <summary>Who asked what of whom, and what came of it; newest first and live.</summary>
public sealed partial class CommandList
{
    private const int PageSize = 50;
    private const int Longest = 60;
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(2);
    private List<CommandRow>? _commands;
    private string? _error;
    private bool _hasMore;
    private bool _isBusy;
    private bool _isStale;
    private CommandQuery? _shown;
    private CommandRow? _apart;
    private long? _marked;
    private bool _isUnknown;
    private readonly HashSet<long> _open = [];

    /// <summary>The charger; null for all.</summary>
    [Parameter]
    public ChargePoint? ChargePoint { get; set; }

    /// <summary>The command to mark, with its details open; above all others where these do not reach it.</summary>
    [Parameter]
    public long? Marked { get; set; }

    /// <summary>The filters.</summary>
    [Parameter]
    public CommandQuery Query { get; set; } = new();

    /// <summary>Called with other filters.</summary>
    [Parameter]
    public EventCallback<CommandQuery> QueryChanged { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>The record of commands.</summary>
    [Inject]
    public required CommandQueries Queries { get; init; }

    /// <summary>What has not ended, which is ahead of the record.</summary>
    [Inject]
    public required OpenCommands OpenCommands { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<CommandList> Logger { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(NoteAsync);
        Every(TimeSpan.FromMilliseconds(500), RefreshAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Query == _shown && Marked == _marked)
        {
            return;
        }

        if (Marked is { } marked && marked != _marked)
        {
            _open.Add(marked);
        }

        _commands = Query == _shown ? _commands : null;
        (_shown, _marked, _apart, _isUnknown) = (Query, Marked, null, false);
        await ReloadAsync();
    }

    /// <summary>The members of a payload in one short line.</summary>
    internal static string Parameters(CommandRow row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Request);
            return string.Join(" · ", document.RootElement.EnumerateObject().Select(member => $"{member.Name} {Short(member.Value)}"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return row.Request;
        }
    }

    private static string Short(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => Clip(string.Join(", ", value.EnumerateArray())),
        JsonValueKind.Array => $"[{value.GetArrayLength()}]",
        _ => Clip(value.ToString()),
    };

    private static string Clip(string text) => text.Length > Longest ? $"{text[..Longest]}…" : text;

    private void Toggle(long id)
    {
        if (!_open.Remove(id))
        {
            _open.Add(id);
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            var (query, marked) = (Query, Marked);
            var rows = await Queries.ListAsync(query.Filter(ChargePoint, Fleet), null, PageSize);
            var isFar = marked is not null && rows.All(row => row.Id != marked);
            var apart = isFar ? await Queries.FindAsync(marked!.Value) : null;
            if (query != Query || marked != Marked)
            {
                // Another list was asked for meanwhile, and is read by itself.
                return;
            }

            var beyond = _commands?.Where(known => rows.Count == PageSize && known.Id < rows[^1].Id) ?? [];
            _hasMore = _commands is { Count: > PageSize } ? _hasMore : rows.Count == PageSize;
            _commands = [.. rows.Select(Latest), .. beyond];
            _apart = apart is null ? null : Latest(apart);
            _isUnknown = isFar && apart is null;
            _error = null;

            // The last step reaches the disk a moment after it is told: such a row is read once more.
            _isStale |= _commands.Concat(_apart is null ? [] : [_apart]).Any(row => row.State <= CommandState.Accepted && IsEnded(row));
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Commands could not be read");
        (_commands, _error) = (null, L["The database did not answer. Charging goes on; the list comes back with the database."]);
    }

    private async Task LoadMoreAsync()
    {
        _isBusy = true;
        try
        {
            var older = await Queries.ListAsync(Query.Filter(ChargePoint, Fleet), _commands![^1].Id, PageSize);
            _commands.AddRange(older);
            _hasMore = older.Count == PageSize;
        }
        catch (Exception exception)
        {
            Away(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task NoteAsync(FeedBatch batch)
    {
        if (batch.Resync || batch.Changes.Any(change =>
            change.Value.HasFlag(FeedTopics.Commands) && (ChargePoint is null || ReferenceEquals(change.Key, ChargePoint))))
        {
            _isStale = true;
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        if (_isStale || _error is not null)
        {
            _isStale = false;
            await ReloadAsync();
            StateHasChanged();
        }
    }

    /// <summary>The marked command while the list does not reach it.</summary>
    private CommandRow? Apart => _apart is { } row && _commands?.Exists(known => known.Id == row.Id) != true ? row : null;

    private CommandRow Latest(CommandRow row) => OpenRow(row) ?? row;

    private CommandRow? OpenRow(CommandRow row) =>
        Fleet.Find(row.ChargePointKey) is { } chargePoint ? OpenCommands.Of(chargePoint).FirstOrDefault(command => command.Row.Id == row.Id)?.Row : null;

    private bool IsEnded(CommandRow row) => OpenRow(row) is null && Viewer.Now - row.RequestedAt < s_settled;
}

using System.Globalization;
using ChargingConsole.Api;
using ChargingConsole.Auth;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.Audit;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargingConsole.Components.Pages;

/// <summary>Who changed what; newest first, with a word when there is more.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 100;

    private static readonly (string Prefix, string Word)[] s_kinds =
    [
        ("charger.", Texts.Key("Chargers")), ("id_tag.", Texts.Key("Id tags")), ("job.", Texts.Key("Jobs")), ("configuration_template.", Texts.Key("Templates")),
        ("charging_profile.", Texts.Key("Profiles")), ("firmware.", Texts.Key("Firmware")), ("certificate", Texts.Key("Certificates")), ("alert", Texts.Key("Alerts")),
        ("user.", Texts.Key("Users")), ("api_key.", Texts.Key("API keys")), ("export.", Texts.Key("Exports")), ("database.", Texts.Key("Database")),
    ];

    private List<AuditEntry>? _entries;
    private AuditFilter _filter = new();
    private long _lastId;
    private bool _mayLook;
    private bool _hasFailed;
    private bool _hasMore;
    private bool _isBusy;
    private bool _news;

    /// <summary>Text anywhere in a record.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Who changed it.</summary>
    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    /// <summary>The beginning of the word for what was changed.</summary>
    [SupplyParameterFromQuery(Name = "what")]
    public string? What { get; set; }

    /// <summary>By which way.</summary>
    [SupplyParameterFromQuery(Name = "way")]
    public string? Way { get; set; }

    /// <summary>The last day, in the viewer's zone.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>The record.</summary>
    [Inject]
    public required AuditQueries Queries { get; init; }

    /// <summary>Tells whether there is more.</summary>
    [Inject]
    public required AuditTrail Trail { get; init; }

    /// <summary>Keeps the filters in the address.</summary>
    [Inject]
    public required AddressBar Bar { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<AuditPage> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _mayLook = (await Viewer.IdentifyAsync()).IsInRole(Policies.Administrator);
        if (!_mayLook)
        {
            return;
        }

        Every(TimeSpan.FromSeconds(1), () =>
        {
            if (!_news && _entries is not null && Trail.LastId != _lastId)
            {
                _news = true;
                StateHasChanged();
            }

            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var filter = Filter();
        if (_mayLook && (filter != _filter || _entries is null))
        {
            (_filter, _entries) = (filter, null);
            await ReloadAsync();
        }
    }

    /// <summary>The word for a way; see the language's texts.</summary>
    internal static string WayWord(ActorWay way) => way switch
    {
        ActorWay.Page => Texts.Key("Page"),
        ActorWay.ApiKey => Texts.Key("API key"),
        ActorWay.App => Texts.Key("App"),
        ActorWay.Local => Texts.Key("This machine"),
        ActorWay.Job => Texts.Key("Job"),
        ActorWay.System => Texts.Key("Server"),
        _ => Texts.Key("Not known"),
    };

    private static string OutcomeWord(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => Texts.Key("Done"),
        AuditOutcome.Refused => Texts.Key("Refused"),
        _ => Texts.Key("Failed"),
    };

    private static string? Link(AuditRow row) => row.Subject is not { Length: > 0 } subject ? null
        : row.What.StartsWith("charger.", StringComparison.Ordinal) ? Links.Charger(subject)
        : row.What.StartsWith("id_tag.", StringComparison.Ordinal) ? Links.IdTag(subject)
        : row.What.StartsWith("job.", StringComparison.Ordinal) && long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var job) ? Links.Job(job)
        : null;

    private static string? Empty(ChangeEventArgs change) => (change.Value as string)?.Trim() is { Length: > 0 } text ? text : null;

    private void Go(string name, string? value) => Bar.Change(name, LogQuery.Empty(value));

    private void Clear() => Bar.Change(new Dictionary<string, object?> { ["q"] = null, ["who"] = null, ["what"] = null, ["way"] = null, ["to"] = null });

    private AuditFilter Filter() => new()
    {
        Text = LogQuery.Empty(Text),
        Who = LogQuery.Empty(Who),
        What = LogQuery.Empty(What),
        Way = Words.Read<ActorWay>(Way ?? ""),
        To = DateOnly.TryParseExact(To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? Viewer.Midnight(day.AddDays(1)) : null,
    };

    private string Export(string kind)
    {
        var query = new Dictionary<string, string?>
        {
            ["who"] = _filter.Who,
            ["what"] = _filter.What,
            ["way"] = _filter.Way is { } way ? Words.Of(way) : null,
            ["q"] = _filter.Text,
            ["to"] = _filter.To?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString($"/api/audit/{kind}", query.Where(pair => pair.Value is not null));
    }

    private async Task ReloadAsync()
    {
        try
        {
            _lastId = Trail.LastId;
            var filter = _filter;
            var entries = await Queries.ListAsync(filter, null, PageSize);
            if (filter == _filter)
            {
                (_entries, _hasMore, _hasFailed, _news) = ([.. entries], entries.Count == PageSize, false, false);
            }
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private async Task LoadMoreAsync()
    {
        _isBusy = true;
        try
        {
            var older = await Queries.ListAsync(_filter, _entries![^1].Row.Id, PageSize);
            _entries.AddRange(older);
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

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "The audit trail could not be read");
        (_entries, _hasFailed) = (null, true);
    }
}

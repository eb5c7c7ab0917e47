using System.Globalization;
using ChargingConsole.Auth;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Components.Sessions;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>One session with its curve, which grows while the session is open; drawn at most once a second.</summary>
public sealed partial class SessionPage
{
    private const int MostReadings = 5_000;
    private readonly List<MeterReadingRow> _readings = [];
    private SessionView? _session;
    private SessionCurve? _curve;
    private bool _hasFailed;
    private CommandRow? _start;
    private bool _isLoaded;
    private bool _isStale;
    private int _shownId;

    /// <summary>The transaction id.</summary>
    [Parameter]
    public int TransactionId { get; set; }

    /// <summary>The sessions.</summary>
    [Inject]
    public required SessionQueries Queries { get; init; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Where commands are given.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Closes what nobody else will end.</summary>
    [Inject]
    public required BackOffice Office { get; init; }

    /// <summary>The command that caused it.</summary>
    [Inject]
    public required CommandQueries Commands { get; init; }

    /// <summary>Who drives.</summary>
    [Inject]
    public required IdTagBook IdTags { get; init; }

    /// <summary>The general tariff.</summary>
    [Inject]
    public required IOptions<ChargingOptions> Options { get; init; }

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<SessionPage> Logger { get; init; }

    private bool IsConnected => _session is not null && Fleet.Find(_session.ChargePointId)?.State.IsConnected == true;

    private Tariff Tariff => Tariff.Of(_session is null ? null : Fleet.Find(_session.ChargePointId)?.State.Row, Options.Value);

    // Of an interrupted session, and of a charger that is away, nobody knows whether it delivers.
    private double PowerNowW => _session is { Status: not SessionStatus.Interrupted } && Fleet.Find(_session.ChargePointId)?.State is { IsConnected: true } state ? state.Connector(_session.ConnectorId).PowerW : 0;

    private string? WhyNoStop => Viewer.WhyNot(AccessRole.Operator) ?? (IsConnected ? null : L["The charger is offline."].Value);

    private double? Peak => _curve?.Points.Max(point => point.PowerW);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(NoteAsync);
        Every(TimeSpan.FromSeconds(1), RefreshAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (TransactionId != _shownId)
        {
            (_shownId, _isLoaded) = (TransactionId, false);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var session = await Queries.FindAsync(TransactionId);
            var readings = session is null ? [] : await Queries.ReadingsAsync(TransactionId, MostReadings);
            _readings.Clear();
            _readings.AddRange(readings);
            (_session, _isLoaded, _hasFailed) = (session, true, false);
            _start = session?.StartCommandId is { } command ? await Commands.FindAsync(command) : null;
            Draw();
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Session {TransactionId} could not be read", TransactionId);
        _hasFailed = true;
    }

    private Task NoteAsync(FeedBatch batch)
    {
        _isStale |= batch.Resync || (_session is not null && batch.Changes.Keys.Any(chargePoint => chargePoint.Id == _session.ChargePointId));
        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        if (_hasFailed)
        {
            await LoadAsync();
            StateHasChanged();
            return;
        }

        if (!_isStale || _session is null)
        {
            return;
        }

        _isStale = false;
        var wasOpen = _session.IsOpen;
        SessionView? session;
        try
        {
            session = await Queries.FindAsync(TransactionId);
        }
        catch (Exception exception)
        {
            Away(exception);
            StateHasChanged();
            return;
        }

        if (session is null)
        {
            return;
        }

        _session = session;
        if (wasOpen && !session.IsOpen)
        {
            // StopTransaction may have brought readings of its own.
            await LoadAsync();
        }
        else if (session.Reading is { } reading && (_readings.Count == 0 || reading.Timestamp > _readings[^1].Timestamp))
        {
            _readings.Add(reading);
            Draw();
        }

        StateHasChanged();
    }

    private void Draw() => _curve = _session is null ? null : SessionCurve.Of(_session, _readings);

    private async Task StopAsync()
    {
        if (_session is { } session && await StopDialog.AskAsync(Dialogs, session.IdTag, session.EnergyWh, session.ChargePointId, session.TransactionId))
        {
            Desk.Stop(session.ChargePointId, session.TransactionId);
        }
    }

    private async Task CloseAsync()
    {
        if (_session is { } session && await Office.CloseSessionAsync(session.ChargePointId, session.TransactionId))
        {
            await LoadAsync();
        }
    }

    // A charger that was offline tells of its session later, and may repeat the end until it is answered.
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(15);

    /// <summary>The frames that made it: each request about it with its answer, within the time in which they can have come.</summary>
    private static string Frames(SessionView session)
    {
        var end = session.Estimated ? null : session.StopReceivedAt;
        return Links.LogOf(session.ChargePointId, session.TransactionId, (session.StartReceivedAt ?? session.StartTime) - s_before, end + s_after);
    }

    private static string FramesMeanwhile(SessionView session) =>
        Links.LogOf(session.ChargePointId, transactionId: null, session.StartTime - s_before, session.StopTime + s_before);

    private static string Register(long? wattHours) => wattHours is { } register ? string.Create(CultureInfo.CurrentCulture, $"{register / 1000d:0.000} kWh") : "—";
}

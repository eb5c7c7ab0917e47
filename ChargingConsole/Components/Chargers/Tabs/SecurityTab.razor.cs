using ChargingConsole.Components.Commands;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Components;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>A charger's certificates and what it told of its security.</summary>
public sealed partial class SecurityTab
{
    private const int PageSize = 50;
    private static readonly Look s_critical = new("Critical", Symbols.GppMaybe, "is-faulted");
    private static readonly Look s_note = new("Note", Symbols.Info, "is-idle");
    private static readonly (string Type, string Word)[] s_types =
        [("CentralSystemRootCertificate", Texts.Key("Read those for the console")), ("ManufacturerRootCertificate", Texts.Key("Read those for firmware"))];

    private IReadOnlyList<InstalledCertificatesRow> _installed = [];
    private IReadOnlyList<CertificateRequestRow> _requests = [];
    private List<SecurityEventRow>? _events;
    private string? _error;
    private bool _hasMore;
    private bool _isStale;
    private int _loaded;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>Reads events and requests.</summary>
    [Inject]
    public required SecurityQueries Queries { get; init; }

    /// <summary>What is installed where.</summary>
    [Inject]
    public required InstalledCertificates Installed { get; init; }

    /// <summary>Where it is asked.</summary>
    [Inject]
    public required CarefulDesk Desk { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<SecurityTab> Logger { get; init; }

    private bool MayAsk => Viewer.MayAct && ChargePoint.State.IsConnected;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(batch =>
        {
            _isStale |= batch.Resync || batch.Changes.ContainsKey(ChargePoint);
            return Task.CompletedTask;
        });
        Every(TimeSpan.FromSeconds(1), async () =>
        {
            if (_isStale || _error is not null)
            {
                _isStale = false;
                await ReloadAsync();
                StateHasChanged();
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != ChargePoint.Key)
        {
            (_loaded, _events) = (ChargePoint.Key, null);
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            _installed = Installed.Of(ChargePoint);
            _requests = await Queries.RequestsAsync(ChargePoint, null, PageSize);
            var count = Math.Max(PageSize, _events?.Count ?? 0);
            _events = [.. await Queries.EventsAsync(ChargePoint, false, null, count)];
            (_hasMore, _error) = (_events.Count == count, null);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "Security of {ChargePointId} could not be read", ChargePoint.Id);
            _error = L["The database did not answer. The events come back with the database."];
        }
    }

    private async Task LoadMoreAsync()
    {
        var older = await Queries.EventsAsync(ChargePoint, false, _events![^1].Id, PageSize);
        _events.AddRange(older);
        _hasMore = older.Count == PageSize;
    }

    private Task ReadAsync(string type) => AskAsync(GetInstalledCertificateIdsRequest.Action, OcppText.Write(new GetInstalledCertificateIdsRequest { CertificateType = type }));

    private Task RenewAsync() => AskAsync(ExtendedTriggerMessageRequest.Action, OcppText.Write(new ExtendedTriggerMessageRequest { RequestedMessage = "SignChargePointCertificate" }));

    private Task DeleteAsync(CertificateHashData certificate) => AskAsync(DeleteCertificateRequest.Action, OcppText.Write(new DeleteCertificateRequest { CertificateHashData = certificate }));

    private async Task AskAsync(string action, string payload)
    {
        if (await Desk.SendAsync(ChargePoint, action, payload) is { } progress)
        {
            await progress.Answer;
            await ReloadAsync();
        }
    }

    private static string WordOf(string type) => type switch
    {
        "CentralSystemRootCertificate" => Texts.Say("To know this console"),
        "ManufacturerRootCertificate" => Texts.Say("To know firmware"),
        _ => type,
    };

    private static string? Short(string? hash) => hash is { Length: > 16 } ? $"{hash[..16]}…" : hash;
}

using System.Globalization;
using System.Text.Json.Nodes;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Asks a charger to hold a connector for a driver. What comes of it is told by the toast.</summary>
public sealed partial class ReserveDialog
{
    private const int Most = 64;
    private string _chargePointId = "";
    private ChargePoint? _before;
    private int _connector = 1;
    private string _idTag = "";
    private bool _forGroup;
    private DateTime? _until;
    private string? _wrong;

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The charger; empty lets the operator choose.</summary>
    [Parameter]
    public string ChargePointId { get; set; } = "";

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>The tags.</summary>
    [Inject]
    public required IdTagBook Book { get; init; }

    /// <summary>Asks the charger in the operator's name.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private bool IsFixed => ChargePointId.Length > 0;

    private ChargePoint? Chosen => Fleet.Find(_chargePointId.Trim());

    private IEnumerable<ChargePoint> Connected => Fleet.All
        .Where(charger => charger.State.IsConnected && charger.Id.Contains(_chargePointId.Trim(), StringComparison.OrdinalIgnoreCase))
        .OrderBy(charger => charger.Id, StringComparer.OrdinalIgnoreCase).Take(20);

    private IEnumerable<IdTagRow> Tags => Book.All
        .Where(tag => tag.IdTag.Contains(_idTag.Trim(), StringComparison.OrdinalIgnoreCase))
        .OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase).Take(20);

    private IEnumerable<(int Number, string Word)> Connectors
    {
        get
        {
            yield return (0, L["Any connector"]);
            var state = Chosen?.State;
            foreach (var number in Enumerable.Range(1, Math.Min(state?.NumberOfConnectors ?? 1, Most)))
            {
                yield return (number, state is null ? L["Connector {0}", number] : L["Connector {0}: {1}", number, L[Looks.Of(state.Connector(number), state.IsConnected).Word]]);
            }
        }
    }

    private string? GroupOfTag => Book.GroupOf(Book.Find(_idTag));

    private string? Hindrance => Chosen switch
    {
        null => L["No charger of this name is known."].Value,
        { State.IsConnected: false } => L["This charger is offline."].Value,
        _ => null,
    };

    private string? Remark => string.IsNullOrWhiteSpace(_idTag) ? null : Book.Authorize(_idTag, starting: true, at: Chosen) switch
    {
        { IsAccepted: true } or { Status: IdTagStatus.ConcurrentTx } => null,
        { Status: IdTagStatus.Invalid } => L["Not a known tag."].Value,
        { IsElsewhere: true } => L["This tag may not use this charger."].Value,
        var refused => Looks.Refusal(refused.Status),
    };

    /// <summary>Opens it and waits until it is closed.</summary>
    public static async Task OpenAsync(IDialogService dialogs, string chargePointId = "")
    {
        var dialog = await dialogs.ShowAsync<ReserveDialog>(Texts.Say("Reserve a connector"), new DialogParameters<ReserveDialog> { { asked => asked.ChargePointId, chargePointId } });
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _chargePointId = ChargePointId;
        _before = Chosen;
        _connector = FirstFree();
        _until = FormTimes.ToMinute(Viewer.Local(Viewer.Now.AddHours(1)).DateTime);
    }

    private void ChargerChanged()
    {
        if (Chosen is { } chosen && chosen != _before)
        {
            // What was chosen at one charger may not be there at another.
            (_before, _connector) = (chosen, FirstFree());
        }
    }

    private int FirstFree() =>
        Chosen?.State is { } state ? Enumerable.Range(1, Math.Clamp(state.NumberOfConnectors, 1, Most)).FirstOrDefault(number => state.Connector(number).Status == ConnectorStatus.Available, 1) : 1;

    private void Reserve()
    {
        var until = _until is { } local ? FormTimes.Utc(local, Viewer.Zone) : (DateTimeOffset?)null;
        _wrong = Hindrance ?? (Connectors.Any(connector => connector.Number == _connector) ? null : L["Choose one of its connectors."].Value) ?? (IdTagLimits.OfTag(_idTag) is { } fault ? Recorded.Say(fault) : null) ?? (until > Viewer.Now ? null : L["Choose a time that is still to come."].Value);
        if (_wrong is not null)
        {
            return;
        }

        var request = new JsonObject
        {
            ["connectorId"] = _connector,
            ["expiryDate"] = until!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["idTag"] = Book.Find(_idTag)?.IdTag ?? _idTag.Trim(),
        };
        if (_forGroup && GroupOfTag is { } group)
        {
            request["parentIdTag"] = group;
        }

        Desk.Send(Chosen!.Id, "ReserveNow", request.ToJsonString(), _connector == 0 ? L["Reserve any connector of {0} for {1}", Chosen.Id, _idTag.Trim()] : L["Reserve connector {0} of {1} for {2}", _connector, Chosen.Id, _idTag.Trim()]);
        Dialog.Close(DialogResult.Ok(true));
    }
}

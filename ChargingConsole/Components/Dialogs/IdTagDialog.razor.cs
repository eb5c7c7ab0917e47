using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.IdTags;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Makes a tag, or changes one.</summary>
public sealed partial class IdTagDialog
{
    private string _idTag = "";
    private string _status = IdTagStatus.Accepted;
    private DateTime? _expires;
    private DateTime? _shown;
    private string? _group;
    private int? _limit;
    private string? _chargers;
    private string? _note;
    private string? _wrong;
    private bool _isBusy;

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The tag to change; null makes one.</summary>
    [Parameter]
    public IdTagRow? Tag { get; set; }

    /// <summary>The tags.</summary>
    [Inject]
    public required IdTagBook Book { get; init; }

    /// <summary>Changes tags in the operator's name.</summary>
    [Inject]
    public required IdTagDesk Desk { get; init; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private IEnumerable<string> Groups => Book.All.Select(tag => tag.ParentIdTag).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(200);

    private string Strangers => string.Join(", ", (ChargerList.Read(_chargers) ?? []).Where(id => Fleet.Find(id) is null));

    /// <summary>Opens it and waits until it is closed.</summary>
    public static async Task OpenAsync(IDialogService dialogs, IdTagRow? tag)
    {
        var dialog = await dialogs.ShowAsync<IdTagDialog>(tag is null ? Texts.Say("Add a tag") : Texts.Say("Change {0}", tag.IdTag), new DialogParameters<IdTagDialog> { { asked => asked.Tag, tag } });
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Tag is { } tag)
        {
            (_idTag, _status, _group, _limit, _chargers, _note) = (tag.IdTag, tag.Status, tag.ParentIdTag, tag.MaxActiveTransactions, tag.Chargers, tag.Note);
            _expires = _shown = tag.ExpiresAt is { } time ? FormTimes.ToMinute(Viewer.Local(time).DateTime) : null;
        }
    }

    private async Task SaveAsync()
    {
        _wrong = (IdTagLimits.OfTag(_idTag) is { } fault ? Recorded.Say(fault) : null) ?? (_limit < 0 ? L["Sessions at once cannot be less than 0."].Value : null);
        if (_wrong is not null || _isBusy)
        {
            return;
        }

        _isBusy = true;
        _wrong = await Desk.SaveAsync(_idTag, Tag is null, row => row with
        {
            Status = _status,
            ExpiresAt = Expiry(row),
            ParentIdTag = Empty(_group),
            MaxActiveTransactions = _limit,
            Chargers = ChargerList.Write(_chargers?.Split('\n')),
            Note = Empty(_note),
        });
        _isBusy = false;
        if (_wrong is null)
        {
            Dialog.Close(DialogResult.Ok(true));
        }
    }

    // What was not touched keeps its seconds, which the field does not show, and its side of an hour that comes twice.
    private DateTimeOffset? Expiry(IdTagRow row) =>
        _expires == _shown && Tag is not null ? row.ExpiresAt
        : _expires is { } local ? FormTimes.Utc(local, Viewer.Zone)
        : null;

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

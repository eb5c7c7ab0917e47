using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Asks for whom to start. A start harms nobody, so it is not asked for twice.</summary>
public sealed partial class StartDialog
{
    private string? _idTag;
    private int _profileId;

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The charger.</summary>
    [Parameter]
    public string ChargePointId { get; set; } = "";

    /// <summary>Whether the cable is in.</summary>
    [Parameter]
    public bool IsPluggedIn { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>The known tags.</summary>
    [Inject]
    public required IdTagBook IdTags { get; init; }

    /// <summary>The charging profiles.</summary>
    [Inject]
    public required ProfileLibrary Library { get; init; }

    /// <summary>Names the usual tag.</summary>
    [Inject]
    public required IOptions<ChargingOptions> Options { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized() => _idTag = Options.Value.AppIdTag;

    /// <summary>What a start may carry (OCPP 1.6 §5.11).</summary>
    private IReadOnlyList<ProfileRow> Profiles => [.. Library.All.Where(profile => profile.Definition.Purpose == ProfilePurpose.TxProfile)];

    private string? Warning => string.IsNullOrWhiteSpace(_idTag) ? null : IdTags.Authorize(_idTag, starting: true, at: Fleet.Find(ChargePointId)) switch
    {
        { IsAccepted: true } => null,
        { Tag: null } => L["This tag is not known."].Value,
        { IsElsewhere: true } => L["This tag may not use this charger."].Value,
        { Status: IdTagStatus.ConcurrentTx } => L["This tag is charging elsewhere already."].Value,
        var refused => Looks.Refusal(refused.Status),
    };

    private Task<IEnumerable<string>> Search(string? text, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<string>>(
        [.. IdTags.All
            .Select(tag => tag.IdTag)
            .Where(tag => string.IsNullOrEmpty(text) || text == Options.Value.AppIdTag || tag.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Take(20)]);
}

/// <summary>What a start is asked with.</summary>
/// <param name="IdTag">The tag.</param>
/// <param name="Profile">The charging profile of the session; null for none.</param>
public sealed record StartChoice(string IdTag, ProfileRow? Profile);

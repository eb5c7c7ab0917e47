using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>Everything that can be asked of a charger, and what was asked of it.</summary>
public sealed partial class CommandsTab
{
    private (ChargePoint ChargePoint, string? Action, long? Again, long? Frame)? _shown;
    private ActionForm? _form;
    private JsonObject? _payload;
    private IReadOnlyList<string>? _profiles;
    private bool _isReady;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>The OCPP action whose form is open.</summary>
    [SupplyParameterFromQuery(Name = "action")]
    public string? Action { get; set; }

    /// <summary>The command that is to be sent again.</summary>
    [SupplyParameterFromQuery(Name = "again")]
    public long? Again { get; set; }

    /// <summary>The frame whose payload the form begins with.</summary>
    [SupplyParameterFromQuery(Name = "frame")]
    public long? Frame { get; set; }

    /// <summary>The record of commands.</summary>
    [Inject]
    public required CommandQueries Commands { get; init; }

    /// <summary>The journal.</summary>
    [Inject]
    public required JournalQueries Journal { get; init; }

    /// <summary>What the charger says it can.</summary>
    [Inject]
    public required FeatureFacts Features { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<CommandsTab> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = (ChargePoint, Action, Again, Frame);
        if (asked == _shown)
        {
            return;
        }

        var isOther = _shown?.ChargePoint != ChargePoint;
        (_shown, _form, _isReady) = (asked, ActionForms.Find(Action), false);
        try
        {
            _payload = await PayloadAsync();
            _profiles = isOther ? await Features.ToldAsync(ChargePoint) : _profiles;
        }
        catch (Exception exception)
        {
            // The form works without what it would have begun with.
            Logger.LogWarning(exception, "What the form of {Action} begins with could not be read", Action);
            _payload = null;
        }

        _isReady = true;
    }

    private string? LackOf(ActionForm form) => FeatureFacts.Lack(_profiles, ActionForms.ProfileOf(form).Profile);

    private async Task<JsonObject?> PayloadAsync()
    {
        var text = Again is { } command ? (await Commands.FindAsync(command))?.Request
            : Frame is { } frame ? (await Journal.FindAsync(frame))?.Payload
            : null;
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

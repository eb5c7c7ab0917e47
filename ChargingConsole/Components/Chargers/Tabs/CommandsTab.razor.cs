using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>Everything that can be asked of a charger, and what was asked of it.</summary>
public sealed partial class CommandsTab
{
    private (ChargePoint ChargePoint, string? Action, long? Again, long? Frame)? _shown;
    private ActionForm? _form;
    private JsonObject? _payload;
    private CommandQuery _query = new();
    private bool _isReady;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>Tells the address: the action whose form is open, and the command or the frame it begins with.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

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
        var address = Navigation.Uri;
        var asked = (ChargePoint, Action: Links.WordOf(address, "action"), Again: Links.NumberOf(address, "again"), Frame: Links.NumberOf(address, "frame"));
        if (asked == _shown)
        {
            return;
        }

        (_shown, _form, _isReady) = (asked, ActionForms.Find(asked.Action), false);
        try
        {
            _payload = await PayloadAsync(asked.Again, asked.Frame);
        }
        catch (Exception exception)
        {
            // The form works without what it would have begun with.
            Logger.LogWarning(exception, "What the form of {Action} begins with could not be read", asked.Action);
            _payload = null;
        }

        _isReady = true;
    }

    private string? LackOf(ActionForm form) => Features.Lack(ChargePoint, form);

    private async Task<JsonObject?> PayloadAsync(long? again, long? frame)
    {
        var text = again is { } command ? (await Commands.FindAsync(command))?.Request
            : frame is { } known ? (await Journal.FindAsync(known))?.Payload
            : null;
        try
        {
            return text is not null && JsonNode.Parse(text) is JsonObject payload ? WithoutHidden(payload) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the record hides has to be given again: sent as it is shown, it would take the secret's place.</summary>
    private static JsonObject WithoutHidden(JsonObject payload)
    {
        foreach (var (member, value) in payload.ToList())
        {
            if (value is JsonObject inner)
            {
                WithoutHidden(inner);
            }
            else if (value is JsonValue text && text.TryGetValue<string>(out var told) && told.Contains(Secrets.Hidden, StringComparison.Ordinal))
            {
                payload.Remove(member);
            }
        }

        return payload;
    }
}

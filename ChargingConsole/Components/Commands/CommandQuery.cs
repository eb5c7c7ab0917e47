using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Components.Commands;

/// <summary>Which commands a list shows.</summary>
/// <param name="Action">Of this OCPP action.</param>
/// <param name="State">Standing here.</param>
/// <param name="Charger">Of this charger, or of those with this text in their identity when there is none.</param>
public sealed record CommandQuery(string? Action = null, CommandState? State = null, string? Charger = null)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => this != new CommandQuery();

    /// <summary>The state in the word of the address; null when there is no such state.</summary>
    public static CommandState? StateOf(string? word) =>
        Enum.TryParse<CommandState>(word, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>The same for the record.</summary>
    /// <param name="chargePoint">The one charger of the list; null for all.</param>
    /// <param name="fleet">Knows the chargers.</param>
    public CommandFilter Filter(ChargePoint? chargePoint, Fleet fleet) => new()
    {
        ChargePointKey = (chargePoint ?? (Charger is null ? null : fleet.Find(Charger)))?.Key,
        ChargePointKeys = chargePoint is null && Part(fleet) is { } part ? [.. fleet.Having(part).Select(known => known.Key)] : null,
        Action = Action,
        State = State,
    };

    /// <summary>The text to look for in the chargers' identities; null when none is set or it is the identity of one.</summary>
    /// <param name="fleet">Knows the chargers.</param>
    public string? Part(Fleet fleet) => Charger is not null && fleet.Find(Charger) is null ? Charger : null;
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Components.Commands;

/// <summary>Which commands a list shows.</summary>
/// <param name="Action">Of this OCPP action.</param>
/// <param name="State">Standing here.</param>
/// <param name="Charger">Of this charger.</param>
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
        // A charger that does not exist has no commands.
        ChargePointKey = chargePoint?.Key ?? (Charger is null ? null : fleet.Find(Charger)?.Key ?? 0),
        Action = Action,
        State = State,
    };
}

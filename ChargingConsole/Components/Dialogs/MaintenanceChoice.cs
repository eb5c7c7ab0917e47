namespace ChargingConsole.Components.Dialogs;

/// <summary>A maintenance as it was asked for.</summary>
/// <param name="Reason">Why.</param>
/// <param name="TellCharger">Whether the charger is told to go out of operation.</param>
public sealed record MaintenanceChoice(string Reason, bool TellCharger);

using ChargingConsole.Resources;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>One tab of a charger's page.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Word">Its name on the screen.</param>
/// <param name="Component">What it shows; takes the charge point as its one parameter.</param>
public sealed record ChargerTab(string Name, string Word, Type Component)
{
    /// <summary>All tabs in their order; the first one is shown when none is asked for.</summary>
    public static IReadOnlyList<ChargerTab> All { get; } =
    [
        new("log", Texts.Key("Live log"), typeof(LogTab)),
        new("sessions", Texts.Key("Sessions"), typeof(SessionsTab)),
        new("commands", Texts.Key("Commands"), typeof(CommandsTab)),
        new("configuration", Texts.Key("Configuration"), typeof(ConfigurationTab)),
        new("smart-charging", Texts.Key("Smart charging"), typeof(SmartChargingTab)),
        new("reservations", Texts.Key("Reservations"), typeof(ReservationsTab)),
        new("local-list", Texts.Key("Local list"), typeof(LocalListTab)),
        new("firmware", Texts.Key("Firmware"), typeof(FirmwareTab)),
        new("security", Texts.Key("Security"), typeof(SecurityTab)),
        new("settings", Texts.Key("Settings"), typeof(SettingsTab)),
    ];

    /// <summary>The tab of that name, or the first.</summary>
    public static ChargerTab Of(string? name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];
}

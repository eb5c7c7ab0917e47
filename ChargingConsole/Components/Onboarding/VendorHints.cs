using ChargingConsole.Resources;

namespace ChargingConsole.Components.Onboarding;

/// <summary>Where the central system's address usually goes, by maker. Menus change with the firmware: a start for the search, no manual.</summary>
internal static class VendorHints
{
    /// <summary>The makers, in the order of their names, each with where to look.</summary>
    public static IReadOnlyList<(string Vendor, string Where)> All { get; } =
    [
        ("ABB Terra AC", Texts.Key("TerraConfig app: Communication, External OCPP server. Some firmware appends the identity by itself.")),
        ("Alfen Eve", Texts.Key("ACE Service Installer: Connectivity, Backoffice. Choose OCPP 1.6J; the identity is a field of its own.")),
        ("EVBox", Texts.Key("EVBox Install or Connect app: backend URL. The identity is the station's serial number.")),
        ("go-e", Texts.Key("go-e app: Internet, Advanced settings, OCPP. The identity is the serial number unless set.")),
        ("KEBA KeContact", Texts.Key("Web interface: Configuration, OCPP. Address, port and path are fields of their own.")),
        ("MENNEKES Amtron", Texts.Key("Web interface: Backend. Choose OCPP-J 1.6; the identity is a field of its own.")),
        ("Schneider EVlink", Texts.Key("Web interface or eSetup app: Connectivity, Supervision.")),
        ("Wallbox", Texts.Key("myWallbox portal: charger settings, OCPP. The identity is a field of its own.")),
        ("Zaptec", Texts.Key("Zaptec portal: installation, settings, OCPP. The identity is the serial number.")),
    ];
}

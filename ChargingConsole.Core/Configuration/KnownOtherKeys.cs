using static ChargingConsole.Core.Configuration.KeyType;
using static ChargingConsole.Core.Configuration.KnownCoreKeys;

namespace ChargingConsole.Core.Configuration;

/// <summary>The keys of the other profiles (OCPP 1.6 §9.2 to §9.4) and of the security extension.</summary>
internal static class KnownOtherKeys
{
    private const string Lists = "Local authorisation list", Reserving = "Reservation", Smart = "Smart charging", Firmware = "Firmware", Security = "Security";

    public static IEnumerable<KnownKey> All { get; } =
    [
        Flag("LocalAuthListEnabled", "Uses the local list of tags.", Lists),
        Fixed("LocalAuthListMaxLength", "The most tags the local list holds.", Lists),
        Fixed("SendLocalListMaxLength", "The most tags one request may carry.", Lists),
        Flag("ReserveConnectorZeroSupported", "Whether the charger as a whole can be reserved, so that any free connector will do.", Reserving) with { IsReadonly = true },
        Fixed("ChargeProfileMaxStackLevel", "The highest stack level a charging profile may have.", Smart),
        Fixed("ChargingScheduleAllowedChargingRateUnit", "Whether limits are given in A (Current) or W (Power).", Smart) with { Type = List, Allowed = ["Current", "Power"] },
        Fixed("ChargingScheduleMaxPeriods", "The most periods a charging schedule may have.", Smart),
        Flag("ConnectorSwitch3to1PhaseSupported", "Whether the charger can change from three phases to one during a session.", Smart) with { IsReadonly = true },
        Fixed("MaxChargingProfilesInstalled", "The most charging profiles held at once.", Smart),
        Fixed("SupportedFileTransferProtocols", "The protocols by which files are fetched and delivered.", Firmware) with { Type = List, Allowed = ["FTP", "FTPS", "HTTP", "HTTPS", "SFTP"] },
        Flag("AdditionalRootCertificateCheck", "Takes a new root certificate only when the old one has signed it; one root at a time.", Security) with { IsReadonly = true },
        new()
        {
            Name = "AuthorizationKey",
            Meaning = "The password with which the charger signs in here (HTTP Basic). Only written, never read.",
            Type = Text,
            Profile = Security,
            Length = (16, 40),
            Caution = "The charger connects anew with it. It must be the password kept for this charger here, or the charger is locked out.",
        },
        Fixed("CertificateSignedMaxChainSize", "The most bytes of the certificate chain in CertificateSigned.", Security),
        Fixed("CertificateStoreMaxLength", "The most certificates the charger holds.", Security),
        new() { Name = "CpoName", Meaning = "The organisation's name as it stands in the charger's certificate.", Type = Text, Profile = Security },
        Amount("SecurityProfile", "How the connection is secured: 0 not at all, 1 password, 2 TLS and password, 3 TLS and certificate.", null, 0, 3, Security) with
        {
            Caution = "It can be raised, and not lowered from here. A charger that cannot connect with the new profile is lost until somebody visits it.",
        },
    ];
}

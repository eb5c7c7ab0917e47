namespace ChargingConsole.Core.SmartCharging;

/// <summary>
/// The chargingProfileId of what this console installs. A charge point replaces a profile that has the same
/// id, wherever it is, so every profile has one id for each connector; the same one again replaces itself.
/// </summary>
public static class ProfileIds
{
    // Nobody types these, and no profile of the library has them: whatever has one is a limit of ours.
    private const int Limits = 900_000_000;
    private const int WholeCharger = Limits + 1;
    private const int Connector = Limits + 100;
    private const int Session = Limits + 500;
    private const int Library = 1000;
    private const int MostConnectors = 400;

    /// <summary>The id of a limit.</summary>
    public static int OfLimit(ProfilePurpose purpose, int connectorId) => purpose switch
    {
        ProfilePurpose.ChargePointMaxProfile => WholeCharger,
        ProfilePurpose.TxDefaultProfile => Connector + (connectorId % MostConnectors),
        _ => Session + (connectorId % MostConnectors),
    };

    /// <summary>Whether an id is that of a limit.</summary>
    public static bool IsLimit(int profileId) => profileId is >= WholeCharger and < Limits + Library;

    /// <summary>The id of a profile of the library on a connector.</summary>
    public static int OfLibrary(int libraryId, int connectorId) => (libraryId * Library) + (connectorId % Library);

    /// <summary>The library's number of a profile, as far as its id tells; null when it is none of the library.</summary>
    public static int? LibraryId(int profileId) => profileId >= Library && !IsLimit(profileId) ? profileId / Library : null;
}

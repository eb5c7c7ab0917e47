using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.LocalLists;

/// <summary>How much of a list a charge point takes at once, and holds.</summary>
public static class LocalListLimits
{
    /// <summary>The entries of one message where a charge point did not tell: small stacks take no more.</summary>
    public const int UsualPart = 48;

    /// <summary>How many entries one message may have.</summary>
    public static int PartOf(ChargePoint chargePoint) => UsualPart;

    /// <summary>How many entries its list may have; null when it did not tell.</summary>
    public static int? RoomOf(ChargePoint chargePoint) => null;
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;

namespace ChargingConsole.Core.LocalLists;

/// <summary>How much of a list a charge point takes at once, and holds, by its own configuration as it was last read.</summary>
public sealed class LocalListLimits(ConfigurationBook configuration)
{
    /// <summary>The entries of one message where a charge point did not tell: small stacks take no more.</summary>
    public const int UsualPart = 48;

    /// <summary>The entries of a list where a charge point did not tell: what is sent to it in parts has to end somewhere.</summary>
    public const int UsualRoom = 5_000;

    /// <summary>How many entries one message may have.</summary>
    public int PartOf(ChargePoint chargePoint) => configuration.Number(chargePoint, "SendLocalListMaxLength") is { } told and > 0 ? told : UsualPart;

    /// <summary>How many entries its list may have.</summary>
    public int RoomOf(ChargePoint chargePoint) => configuration.Number(chargePoint, "LocalAuthListMaxLength") is { } told and > 0 ? told : UsualRoom;
}

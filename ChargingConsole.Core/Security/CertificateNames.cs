using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Security;

/// <summary>By which names a certificate means a charge point.</summary>
internal static class CertificateNames
{
    /// <summary>
    /// The names by which a certificate lets a charge point in: its identity, and its serial number as far as that tells it
    /// apart. The serial number is what the charge point says of itself: of one that waits it counts for nothing, and what
    /// another of the fleet is called, no charge point can claim to be. A stranger who calls himself so keeps nobody out.
    /// </summary>
    public static IReadOnlyList<string> Of(Fleet fleet, ChargePoint chargePoint) => Of(fleet, chargePoint, isToSign: false);

    /// <summary>The names for which a charge point gets a certificate: as above, but for none of a stranger's, who may be whom it means.</summary>
    public static IReadOnlyList<string> ToSignFor(Fleet fleet, ChargePoint chargePoint) => Of(fleet, chargePoint, isToSign: true);

    /// <summary>Whether two names are the same.</summary>
    public static bool Same(string name, string? other) => other is not null && name.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts all connections that rest on a certificate which counts no longer.</summary>
    public static void CutThoseOn(this IChargePointLink link, Fleet fleet, string fingerprint)
    {
        foreach (var chargePoint in fleet.All.Concat(fleet.Waiting).Where(chargePoint => chargePoint.State.Connection?.AdmittedAs.RestsOn(fingerprint) == true))
        {
            link.Cut(chargePoint);
        }
    }

    private static IReadOnlyList<string> Of(Fleet fleet, ChargePoint chargePoint, bool isToSign)
    {
        if (chargePoint.IsWaiting || chargePoint.State.Row.SerialNumber?.Trim() is not { Length: > 0 } number)
        {
            return [chargePoint.Id];
        }

        var isOthers = (fleet.FindAlso(number) is { } named && named != chargePoint)
            || (isToSign && fleet.FindWaiting(number) is not null)
            || fleet.All.Any(other => other != chargePoint && Same(number, other.State.Row.SerialNumber));
        return isOthers ? [chargePoint.Id] : [chargePoint.Id, number];
    }
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Security;

/// <summary>By which names a certificate means a charge point.</summary>
internal static class CertificateNames
{
    /// <summary>
    /// Its identity, and its serial number as far as that tells it apart. The serial number is what the charge point says of
    /// itself: of one that waits it counts for nothing, and what another is called no charge point can claim to be.
    /// </summary>
    public static IReadOnlyList<string> Of(Fleet fleet, ChargePoint chargePoint)
    {
        if (chargePoint.IsWaiting || chargePoint.State.Row.SerialNumber?.Trim() is not { Length: > 0 } number)
        {
            return [chargePoint.Id];
        }

        var isOthers = (fleet.FindAlso(number) ?? fleet.FindWaiting(number)) is { } named && named != chargePoint
            || fleet.All.Any(other => other != chargePoint && Same(number, other.State.Row.SerialNumber));
        return isOthers ? [chargePoint.Id] : [chargePoint.Id, number];
    }

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
}

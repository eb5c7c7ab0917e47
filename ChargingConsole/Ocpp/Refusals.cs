using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Resources;

namespace ChargingConsole.Ocpp;

/// <summary>How a charge point that may not connect is told, and what its operators read.</summary>
internal static class Refusals
{
    /// <summary>Why nobody comes in from an address that was blocked.</summary>
    public static readonly string BlockedAddress = Texts.Key("An administrator blocked this address.");

    private static readonly HashSet<string> s_reasons =
        [.. Enum.GetValues<AdmissionRefusal>().Where(refusal => refusal != AdmissionRefusal.None).Select(Reason)];

    /// <summary>The HTTP status of the refused handshake.</summary>
    public static int Status(AdmissionRefusal refusal) => refusal switch
    {
        AdmissionRefusal.Unknown => StatusCodes.Status404NotFound,
        AdmissionRefusal.Blocked => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status429TooManyRequests,
    };

    /// <summary>Why, in plain words.</summary>
    public static string Reason(AdmissionRefusal refusal) => refusal switch
    {
        AdmissionRefusal.Unknown => Texts.Key("The charge point is not known, and unknown ones are rejected (Ocpp:UnknownChargers)."),
        AdmissionRefusal.Blocked => Texts.Key("An operator blocked this charge point."),
        AdmissionRefusal.TooManyFromAddress => Texts.Key("Too many new charge points came from this address within the hour (Ocpp:Limits:NewChargersPerHourPerAddress)."),
        AdmissionRefusal.TooMany => Texts.Key("Too many new charge points came within the hour (Ocpp:Limits:NewChargersPerHour)."),
        AdmissionRefusal.QueueFull => Texts.Key("Too many charge points wait for an operator or are blocked (Ocpp:Limits:WaitingChargers)."),
        AdmissionRefusal.FleetFull => Texts.Key("The fleet is as large as it may become by new charge points connecting (Ocpp:Limits:FleetSize)."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    /// <summary>Whether a charge point that was refused for this is let in once an operator takes it in.</summary>
    public static bool EndsWithAcceptance(string reason) => s_reasons.Contains(reason);

    /// <summary>Tells when it is worth another try, where that is known.</summary>
    public static void RetryAfter(HttpContext context, TimeSpan after)
    {
        if (after > TimeSpan.Zero)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}

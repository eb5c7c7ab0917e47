namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>What becomes of a CALL of a charge point that no operator has taken in.</summary>
internal enum WaitingCall : byte
{
    /// <summary>It is answered as ever.</summary>
    Answered,
    /// <summary>It is not answered, so that the charge point keeps it and sends it again once it is taken in.</summary>
    Withheld,
    /// <summary>It is refused.</summary>
    Refused,
}

/// <summary>
/// While a charge point is pending it shall send nothing but its BootNotification and what it was asked for
/// (OCPP 1.6 §4.2). Some send more all the same. Nothing of it is written for one that may be anybody's, and
/// nothing is lost: what a charge point keeps until it is answered is not answered, and its operators see how much waits.
/// </summary>
internal static class WaitingCalls
{
    /// <summary>Why a CALL is refused.</summary>
    public const string Refusal = "The charger waits for an operator to take it in.";

    /// <summary>The rule for an action.</summary>
    public static WaitingCall Of(string action) => action switch
    {
        // The last two change nothing that grows, and keep the link and the picture of it alive.
        "BootNotification" or "Heartbeat" or "StatusNotification" => WaitingCall.Answered,
        "StartTransaction" or "StopTransaction" or "MeterValues" or "SecurityEventNotification" => WaitingCall.Withheld,
        _ => WaitingCall.Refused,
    };
}

namespace ChargingConsole.Core.SmartCharging;

/// <summary>What a charging profile is for (OCPP 1.6 §7.11); named as the specification spells them.</summary>
public enum ProfilePurpose : byte
{
    /// <summary>The limit of the whole charge point; only on connector 0.</summary>
    ChargePointMaxProfile = 1,
    /// <summary>What a session gets that has no profile of its own.</summary>
    TxDefaultProfile = 2,
    /// <summary>The profile of one session, which ends with it.</summary>
    TxProfile = 3,
}

/// <summary>What the start of a schedule is counted from (OCPP 1.6 §7.10).</summary>
public enum ProfileKind : byte
{
    /// <summary>A fixed moment.</summary>
    Absolute = 1,
    /// <summary>A fixed moment, again every day or week.</summary>
    Recurring = 2,
    /// <summary>A moment of the charge point's situation, as the start of the session.</summary>
    Relative = 3,
}

/// <summary>How often a recurring schedule begins anew (OCPP 1.6 §7.38).</summary>
public enum Recurrency : byte
{
    /// <summary>Every 24 hours.</summary>
    Daily = 1,
    /// <summary>Every 7 days.</summary>
    Weekly = 2,
}

/// <summary>The unit of a limit (OCPP 1.6 §7.12).</summary>
public enum RateUnit : byte
{
    /// <summary>Amperes per phase.</summary>
    A = 1,
    /// <summary>Watts over all phases.</summary>
    W = 2,
}

namespace ChargingConsole.Core.ChargePoints;

/// <summary>The last known status of a connector. Immutable: a change is a new row.</summary>
public sealed record ConnectorRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The connector; 0 is the charge point itself.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The status.</summary>
    public ConnectorStatus Status { get; init; }

    /// <summary>The status as the charge point spelled it, when it is none of the specification's.</summary>
    public string? RawStatus { get; init; }

    /// <summary>The error code as the charge point spelled it; null for NoError.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Free text about the error.</summary>
    public string? Info { get; init; }

    /// <summary>The vendor's own error code.</summary>
    public string? VendorErrorCode { get; init; }

    /// <summary>Since when the status holds, UTC.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>The states of a connector (OCPP 1.6 §7.7).</summary>
public enum ConnectorStatus : byte
{
    /// <summary>Not told yet, or told in a word the specification does not know.</summary>
    Unknown = 0,
    /// <summary>Free.</summary>
    Available = 1,
    /// <summary>Somebody is about to charge.</summary>
    Preparing = 2,
    /// <summary>Energy flows.</summary>
    Charging = 3,
    /// <summary>The charge point pauses.</summary>
    SuspendedEVSE = 4,
    /// <summary>The vehicle pauses.</summary>
    SuspendedEV = 5,
    /// <summary>The transaction is over and the plug is still in.</summary>
    Finishing = 6,
    /// <summary>Reserved for a tag.</summary>
    Reserved = 7,
    /// <summary>Out of operation.</summary>
    Unavailable = 8,
    /// <summary>Broken.</summary>
    Faulted = 9,
}

using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"A Charge Point sends a notification to the Central System to inform the Central System about a status change or an error" (OCPP 1.6 §4.9, §6.47).</summary>
public sealed record StatusNotificationRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_statuses = FrozenSet.ToFrozenSet(
        ["Available", "Preparing", "Charging", "SuspendedEVSE", "SuspendedEV", "Finishing", "Reserved", "Unavailable", "Faulted"]);

    private static readonly FrozenSet<string> s_errorCodes = FrozenSet.ToFrozenSet(
    [
        "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError", "LocalListConflict", "NoError",
        "OtherError", "OverCurrentFailure", "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure", "ResetFailure", "UnderVoltage",
        "OverVoltage", "WeakSignal",
    ]);

    /// <inheritdoc/>
    public static string Action => "StatusNotification";

    /// <summary>The connector; 0 is the charge point itself.</summary>
    public long? ConnectorId { get; init; }

    /// <summary>The error, NoError when there is none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Free text about the error; at most 50 characters.</summary>
    public string? Info { get; init; }

    /// <summary>The new status.</summary>
    public string? Status { get; init; }

    /// <summary>When it changed.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The vendor; at most 255 characters.</summary>
    public string? VendorId { get; init; }

    /// <summary>The vendor's own error code; at most 50 characters.</summary>
    public string? VendorErrorCode { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(ConnectorId, "connectorId");
        constraints.Minimum(ConnectorId, 0, "connectorId");
        constraints.Required(Status, "status");
        constraints.OneOf(Status, s_statuses, "status");
        constraints.Required(ErrorCode, "errorCode");
        constraints.OneOf(ErrorCode, s_errorCodes, "errorCode");
        constraints.MaxLength(Info, 50, "info");
        constraints.MaxLength(VendorId, 255, "vendorId");
        constraints.MaxLength(VendorErrorCode, 50, "vendorErrorCode");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="StatusNotificationRequest"/> (OCPP 1.6 §6.48).</summary>
public sealed record StatusNotificationResponse;

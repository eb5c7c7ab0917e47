using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells how an upload of a log goes (security white paper for OCPP 1.6, LogStatusNotification.req).</summary>
public sealed record LogStatusNotificationRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_statuses = FrozenSet.ToFrozenSet(
    [
        "BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading",
    ]);

    /// <inheritdoc/>
    public static string Action => "LogStatusNotification";

    /// <summary>BadMessage, Idle, NotSupportedOperation, PermissionDenied, Uploaded, UploadFailure or Uploading.</summary>
    public string? Status { get; init; }

    /// <summary>The id of the GetLog request; absent with Idle.</summary>
    public long? RequestId { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Status, "status");
        constraints.OneOf(Status, s_statuses, "status");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="LogStatusNotificationRequest"/> (security white paper for OCPP 1.6, LogStatusNotification.conf).</summary>
public sealed record LogStatusNotificationResponse;

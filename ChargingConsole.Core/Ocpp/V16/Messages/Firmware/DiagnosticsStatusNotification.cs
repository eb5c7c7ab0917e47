using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells how an upload of diagnostics goes (OCPP 1.6 §4.4, §6.17).</summary>
public sealed record DiagnosticsStatusNotificationRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_statuses = FrozenSet.ToFrozenSet(
        ["Idle", "Uploaded", "UploadFailed", "Uploading"]);

    /// <inheritdoc/>
    public static string Action => "DiagnosticsStatusNotification";

    /// <summary>Idle, Uploaded, UploadFailed or Uploading.</summary>
    public string? Status { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Status, "status");
        constraints.OneOf(Status, s_statuses, "status");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="DiagnosticsStatusNotificationRequest"/> (OCPP 1.6 §6.18).</summary>
public sealed record DiagnosticsStatusNotificationResponse;

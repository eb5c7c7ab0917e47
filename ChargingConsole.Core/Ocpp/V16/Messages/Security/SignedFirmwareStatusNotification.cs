using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells how an update with signed firmware goes (security white paper for OCPP 1.6, SignedFirmwareStatusNotification.req).</summary>
public sealed record SignedFirmwareStatusNotificationRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_statuses = FrozenSet.ToFrozenSet(
    [
        "Downloaded", "DownloadFailed", "Downloading", "DownloadScheduled", "DownloadPaused", "Idle", "InstallationFailed",
        "Installing", "Installed", "InstallRebooting", "InstallScheduled", "InstallVerificationFailed", "InvalidSignature",
        "SignatureVerified",
    ]);

    /// <inheritdoc/>
    public static string Action => "SignedFirmwareStatusNotification";

    /// <summary>Where the update stands, such as SignatureVerified or Installed.</summary>
    public string? Status { get; init; }

    /// <summary>The id of the SignedUpdateFirmware request; absent with Idle.</summary>
    public long? RequestId { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Status, "status");
        constraints.OneOf(Status, s_statuses, "status");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="SignedFirmwareStatusNotificationRequest"/> (security white paper for OCPP 1.6, SignedFirmwareStatusNotification.conf).</summary>
public sealed record SignedFirmwareStatusNotificationResponse;

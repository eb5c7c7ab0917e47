using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells how a firmware update goes (OCPP 1.6 §4.5, §6.19).</summary>
public sealed record FirmwareStatusNotificationRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_statuses = FrozenSet.ToFrozenSet(
    [
        "Downloaded", "DownloadFailed", "Downloading", "Idle", "InstallationFailed", "Installing", "Installed",
    ]);

    /// <inheritdoc/>
    public static string Action => "FirmwareStatusNotification";

    /// <summary>Downloaded, DownloadFailed, Downloading, Idle, InstallationFailed, Installing or Installed.</summary>
    public string? Status { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Status, "status");
        constraints.OneOf(Status, s_statuses, "status");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="FirmwareStatusNotificationRequest"/> (OCPP 1.6 §6.20).</summary>
public sealed record FirmwareStatusNotificationResponse;

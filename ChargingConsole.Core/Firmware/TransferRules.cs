namespace ChargingConsole.Core.Firmware;

/// <summary>What a status means for a transfer (OCPP 1.6 §7.25, §7.24, and the security white paper §5).</summary>
internal static class TransferRules
{
    /// <summary>The most steps kept of one transfer; a charge point that never stops telling fills no disk.</summary>
    public const int MaxSteps = 200;

    /// <summary>The action's name on the wire.</summary>
    public static string ActionOf(TransferKind kind) => kind switch
    {
        TransferKind.Firmware => "UpdateFirmware",
        TransferKind.SignedFirmware => "SignedUpdateFirmware",
        TransferKind.Diagnostics => "GetDiagnostics",
        _ => "GetLog",
    };

    /// <summary>Where a transfer stands after its charge point told a status.</summary>
    public static TransferRow After(TransferRow row, string status, DateTimeOffset now)
    {
        var state = status switch
        {
            "Idle" => row.State,
            "Downloading" or "Downloaded" or "Installing" or "DownloadScheduled" or "DownloadPaused" or "SignatureVerified" or "InstallScheduled" or "InstallRebooting" or "Uploading"
                => row.State == TransferState.Done ? TransferState.Done : TransferState.Running,
            "Installed" => row.State == TransferState.Done ? TransferState.Done : TransferState.Installed,
            // Told, and nothing has come: with an address of ours that is no success.
            "Uploaded" => row.StoredAs is null && row.SecretHash is not null && row.Sha256 is null ? TransferState.Failed : TransferState.Done,
            "DownloadFailed" or "InstallationFailed" or "InstallVerificationFailed" or "InvalidSignature"
                or "UploadFailed" or "UploadFailure" or "BadMessage" or "PermissionDenied" or "NotSupportedOperation"
                => row.State == TransferState.Done ? TransferState.Done : TransferState.Failed,
            _ => row.State,
        };
        return Moved(row, state, now) with { LastStatus = status };
    }

    /// <summary>The transfer in another state, with its end set or taken back.</summary>
    public static TransferRow Moved(TransferRow row, TransferState state, DateTimeOffset now) => row with
    {
        State = state,
        LastAt = now,
        EndedAt = state < TransferState.Done ? null : row.State == state && row.EndedAt is { } ended ? ended : now,
    };

    /// <summary>
    /// What a boot says about an update: another version than before proves it, also when no status ever came.
    /// The detail tells what was seen.
    /// </summary>
    public static (TransferRow Row, string Detail) AfterBoot(TransferRow row, string? version, DateTimeOffset now)
    {
        var isOther = version is not null && row.VersionBefore is not null && !string.Equals(version, row.VersionBefore, StringComparison.Ordinal);
        var isWanted = version is not null && string.Equals(version, row.VersionWanted, StringComparison.OrdinalIgnoreCase);
        if (isOther || isWanted)
        {
            var detail = isWanted || row.VersionWanted is null ? $"Runs {version}." : $"Runs {version}, where {row.VersionWanted} was expected.";
            return (Moved(row, TransferState.Done, now) with { VersionAfter = version }, detail);
        }

        return (row with { LastAt = now }, version is null ? "Booted without telling its firmware." : $"Booted, and still runs {version}.");
    }

    /// <summary>Words for a status that stands alone.</summary>
    public static string? Detail(TransferRow after, string status) =>
        status == "Uploaded" && after.State == TransferState.Failed ? "The charger says so, but no file has come here." : null;
}

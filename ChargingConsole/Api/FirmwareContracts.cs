using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;

namespace ChargingConsole.Api;

/// <summary>A firmware file that chargers may fetch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex.</param>
/// <param name="Version">The version that a charger reports once it runs this.</param>
/// <param name="Note">A note for operators.</param>
/// <param name="HasSignature">Whether certificate and signature are kept for SignedUpdateFirmware.</param>
/// <param name="UploadedAt">When it came, UTC.</param>
/// <param name="UploadedBy">Who gave it.</param>
/// <param name="Location">What to write as location in UpdateFirmware, to have the charger fetch it from here.</param>
internal sealed record FirmwareFileContract(
    string Name, long SizeBytes, string Sha256, string? Version, string? Note, bool HasSignature, DateTimeOffset UploadedAt, string UploadedBy, string Location)
{
    public static FirmwareFileContract From(FirmwareFileRow row) => new(
        row.Name, row.SizeBytes, row.Sha256, row.Version, row.Note, row.Signature is not null && row.SigningCertificate is not null, row.UploadedAt, row.UploadedBy,
        TransferEffect.FilePrefix + row.Name);
}

/// <summary>One firmware update, or one request for diagnostics or a log.</summary>
internal sealed record TransferContract(
    long TransferId, string? ChargePointId, string Kind, string State, string? LastStatus, long? CommandId, long? RequestId, string? RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset? DueAt, DateTimeOffset LastAt, DateTimeOffset? EndedAt, string? Location, string? FileName, long? SizeBytes, string? Sha256, string? Download,
    string? VersionBefore, string? VersionWanted, string? VersionAfter, IReadOnlyList<TransferStepContract> Steps)
{
    public static TransferContract From(TransferRow row, Fleet fleet, IEnumerable<TransferStepRow> steps) => new(
        row.Id, fleet.Find(row.ChargePointKey)?.Id, Words.Of(row.Kind), Words.Of(row.State), row.LastStatus, row.CommandId, row.RequestId,
        row.RequestedBy.Length == 0 ? null : row.RequestedBy, row.RequestedAt, row.DueAt, row.LastAt, row.EndedAt, row.Location, row.FileName, row.SizeBytes, row.Sha256,
        row.StoredAs is null ? null : TransfersApi.FileLink(row.Id), row.VersionBefore, row.VersionWanted, row.VersionAfter,
        [.. steps.Select(step => new TransferStepContract(step.At, step.Status, step.IsTold, step.Detail))]);
}

/// <summary>One step of a transfer.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Status">The charger's own status, or a word of ours: Requested, Fetching, Received, Booted, Expired, Replaced, FileRemoved.</param>
/// <param name="Told">Whether the charger said so; else it was seen here.</param>
/// <param name="Detail">More about it.</param>
internal sealed record TransferStepContract(DateTimeOffset At, string Status, bool Told, string? Detail);

namespace ChargingConsole.Core.Firmware;

/// <summary>One firmware update, or one request for diagnostics or a log, from the asking to its end. Immutable: a change is a new row.</summary>
public sealed record TransferRow
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>What it is.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required TransferState State { get; init; }

    /// <summary>The command that asked; null when the charge point told of something that nobody asked for.</summary>
    public long? CommandId { get; init; }

    /// <summary>The request id on the wire, which the security extension has.</summary>
    public long? RequestId { get; init; }

    /// <summary>Who asked; empty when nobody did.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From when the charge point was to begin, UTC.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Where the file was to come from or go to, without its secret.</summary>
    public string? Location { get; init; }

    /// <summary>The firmware file, or the name of the delivered one.</summary>
    public string? FileName { get; init; }

    /// <summary>The SHA-256 of the address's secret part; null when the file is not exchanged with us.</summary>
    public string? SecretHash { get; init; }

    /// <summary>Until when the address works, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The charge point's last status in its own word.</summary>
    public string? LastStatus { get; init; }

    /// <summary>When something last happened, UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The firmware before the update.</summary>
    public string? VersionBefore { get; init; }

    /// <summary>The firmware that the update is to bring; null when nobody said.</summary>
    public string? VersionWanted { get; init; }

    /// <summary>The firmware told by the boot that proves the update.</summary>
    public string? VersionAfter { get; init; }

    /// <summary>The name of the delivered file in the folder; null when there is none or it was removed.</summary>
    public string? StoredAs { get; init; }

    /// <summary>The size of the delivered file in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The SHA-256 of the delivered file in lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it is a firmware update.</summary>
    public bool IsUpdate => Kind is TransferKind.Firmware or TransferKind.SignedFirmware;

    /// <summary>Whether more is to come.</summary>
    public bool IsOpen => State < TransferState.Done;
}

/// <summary>One step of a transfer.</summary>
public sealed record TransferStepRow
{
    /// <summary>The row's key, given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The transfer.</summary>
    public required long TransferId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened: the charge point's own status, or a word of ours.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the charge point said so; else it was seen here.</summary>
    public required bool IsTold { get; init; }

    /// <summary>More about it.</summary>
    public string? Detail { get; init; }
}

/// <summary>What kind of transfer.</summary>
public enum TransferKind : byte
{
    /// <summary>UpdateFirmware.</summary>
    Firmware = 1,
    /// <summary>SignedUpdateFirmware.</summary>
    SignedFirmware = 2,
    /// <summary>GetDiagnostics.</summary>
    Diagnostics = 3,
    /// <summary>GetLog.</summary>
    Log = 4,
}

/// <summary>Where a transfer stands.</summary>
public enum TransferState : byte
{
    /// <summary>Asked; the charge point has not answered.</summary>
    Requested = 1,
    /// <summary>The charge point agreed.</summary>
    Accepted = 2,
    /// <summary>The charge point has begun.</summary>
    Running = 3,
    /// <summary>An update was reported as installed; the boot that proves it is still to come.</summary>
    Installed = 4,
    /// <summary>Done: the file is here, or the new firmware runs.</summary>
    Done = 5,
    /// <summary>The charge point reported a failure.</summary>
    Failed = 6,
    /// <summary>The charge point did not agree, or could not be asked.</summary>
    Refused = 7,
    /// <summary>Nothing more was heard in time.</summary>
    Expired = 8,
    /// <summary>Another request of the same kind took its place.</summary>
    Replaced = 9,
}

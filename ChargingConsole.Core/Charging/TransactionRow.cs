namespace ChargingConsole.Core.Charging;

/// <summary>A transaction, which REST and screens call a session. Immutable: a change is a new row.</summary>
public sealed record TransactionRow
{
    /// <summary>The transaction id as told to the charge point: above 0 and unique over all charge points and restarts.</summary>
    public required int Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The connector, from 1; 0 when the charge point did not say.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The tag as received.</summary>
    public required string IdTag { get; init; }

    /// <summary>When it began by the charge point's clock (or ours, when that one is beyond belief), UTC.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The start as the charge point told it, whatever its clock says; part of what makes a retry a retry.</summary>
    public DateTimeOffset? ReportedStart { get; init; }

    /// <summary>When StartTransaction arrived, UTC.</summary>
    public required DateTimeOffset StartReceivedAt { get; init; }

    /// <summary>The register at the start in Wh.</summary>
    public required long MeterStart { get; init; }

    /// <summary>Where it stands.</summary>
    public TransactionStatus Status { get; init; }

    /// <summary>What the charge point was told about the tag (OCPP 1.6 §7.2).</summary>
    public required string Authorization { get; init; }

    /// <summary>The tag that stopped it, when one was told.</summary>
    public string? StopIdTag { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? StopTime { get; init; }

    /// <summary>When StopTransaction arrived, UTC.</summary>
    public DateTimeOffset? StopReceivedAt { get; init; }

    /// <summary>The register at the end in Wh.</summary>
    public long? MeterStop { get; init; }

    /// <summary>Why it ended, as OCPP spells it.</summary>
    public string? StopReason { get; init; }

    /// <summary>The energy delivered in Wh; set when it ends.</summary>
    public long? EnergyWh { get; init; }

    /// <summary>The end was not told by the charge point but worked out here; a late StopTransaction replaces it.</summary>
    public bool Estimated { get; init; }

    /// <summary>The reservation it used.</summary>
    public int? ReservationId { get; init; }

    /// <summary>The start command that caused it.</summary>
    public long? StartCommandId { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen => Status is not TransactionStatus.Completed;
}

/// <summary>Where a transaction stands.</summary>
public enum TransactionStatus : byte
{
    /// <summary>Charging, or paused by either side.</summary>
    Active = 1,
    /// <summary>The charge point rebooted while it was open and has not spoken of it since.</summary>
    Interrupted = 2,
    /// <summary>Over.</summary>
    Completed = 3,
}

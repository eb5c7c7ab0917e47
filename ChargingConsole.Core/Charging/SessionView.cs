namespace ChargingConsole.Core.Charging;

/// <summary>A session as REST and screens show it: the stored row with what is live laid over it.</summary>
public sealed record SessionView
{
    /// <summary>The transaction id; 0 while the session is pending.</summary>
    public required int TransactionId { get; init; }

    /// <summary>The charge point's identity.</summary>
    public required string ChargePointId { get; init; }

    /// <summary>The connector.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The tag.</summary>
    public required string IdTag { get; init; }

    /// <summary>Where it stands.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>When it began, or was asked for, UTC.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? StopTime { get; init; }

    /// <summary>When its start was told here, which a charger that was offline does later, UTC; null while pending.</summary>
    public DateTimeOffset? StartReceivedAt { get; init; }

    /// <summary>When its end was told here, UTC.</summary>
    public DateTimeOffset? StopReceivedAt { get; init; }

    /// <summary>The register at the start in Wh; null while pending.</summary>
    public long? MeterStart { get; init; }

    /// <summary>The register at the end in Wh.</summary>
    public long? MeterStop { get; init; }

    /// <summary>The energy so far, or in all, in Wh.</summary>
    public double EnergyWh { get; init; }

    /// <summary>Why it ended, as OCPP spells it.</summary>
    public string? StopReason { get; init; }

    /// <summary>The end was worked out here, not told by the charge point.</summary>
    public bool Estimated { get; init; }

    /// <summary>What the charge point was told about the tag.</summary>
    public string? Authorization { get; init; }

    /// <summary>The tag that stopped it.</summary>
    public string? StopIdTag { get; init; }

    /// <summary>The start command that caused it.</summary>
    public long? StartCommandId { get; init; }

    /// <summary>The latest reading while it is open.</summary>
    public MeterReadingRow? Reading { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen => Status != SessionStatus.Completed;

    /// <summary>How long it lasted, or lasts at <paramref name="now"/>.</summary>
    public TimeSpan DurationAt(DateTimeOffset now)
    {
        var duration = (StopTime ?? now) - StartTime;
        return duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
    }
}

/// <summary>Where a session stands, for REST and screens.</summary>
public enum SessionStatus : byte
{
    /// <summary>A start was agreed or went unanswered, and StartTransaction has not come.</summary>
    Pending,
    /// <summary>Charging, or paused by either side.</summary>
    Active,
    /// <summary>A stop was agreed, and StopTransaction has not come.</summary>
    Stopping,
    /// <summary>The charge point rebooted while it was open and has not spoken of it since.</summary>
    Interrupted,
    /// <summary>Over.</summary>
    Completed,
}

namespace ChargingConsole.Core.Charging;

/// <summary>A StopTransaction for which no transaction could be found; kept for review.</summary>
public sealed record OrphanStopRow
{
    /// <summary>The row's key, given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The transaction id as told, whatever it was.</summary>
    public long? TransactionId { get; init; }

    /// <summary>The tag that stopped.</summary>
    public string? IdTag { get; init; }

    /// <summary>The register at the end in Wh.</summary>
    public long? MeterStop { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it arrived, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why it ended.</summary>
    public string? Reason { get; init; }
}

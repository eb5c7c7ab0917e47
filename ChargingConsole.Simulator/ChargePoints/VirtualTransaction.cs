namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>A transaction as the charge point knows it, which may be before the central system does.</summary>
public sealed class VirtualTransaction
{
    private readonly TaskCompletionSource<int> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal VirtualTransaction(int connectorId, string idTag, long meterStart, DateTimeOffset startedAt)
    {
        ConnectorId = connectorId;
        IdTag = idTag;
        MeterStart = meterStart;
        StartedAt = startedAt;
    }

    /// <summary>The connector, from 1.</summary>
    public int ConnectorId { get; }

    /// <summary>The tag it was started with.</summary>
    public string IdTag { get; }

    /// <summary>The register at the start, in Wh.</summary>
    public long MeterStart { get; }

    /// <summary>When it started, UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The id from the central system; null until StartTransaction is answered, −1 when that was refused for good.</summary>
    public int? TransactionId => _answered.Task is { IsCompletedSuccessfully: true } known ? known.GetAwaiter().GetResult() : null;

    /// <summary>Ends with the transaction's id when StartTransaction is answered.</summary>
    public Task<int> Answered => _answered.Task;

    /// <summary>The status of the tag in the answer to StartTransaction; null until then.</summary>
    public string? TagStatus { get; private set; }

    internal void Answer(int transactionId, string tagStatus)
    {
        TagStatus = tagStatus;
        _answered.TrySetResult(transactionId);
    }
}

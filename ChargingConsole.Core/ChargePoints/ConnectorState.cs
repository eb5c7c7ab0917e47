using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>All that is known of a connector at one moment.</summary>
public sealed record ConnectorState
{
    /// <summary>The last known status.</summary>
    public required ConnectorRow Row { get; init; }

    /// <summary>The open transaction.</summary>
    public TransactionRow? Transaction { get; init; }

    /// <summary>The latest reading.</summary>
    public MeterReadingRow? Reading { get; init; }

    /// <summary>Whether a status came since the charge point last connected.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>The connector's number, from 1.</summary>
    public int ConnectorId => Row.ConnectorId;

    /// <summary>The status.</summary>
    public ConnectorStatus Status => Row.Status;

    /// <summary>Whether a transaction is open or energy flows.</summary>
    public bool IsCharging => Transaction is not null || Status is ConnectorStatus.Charging;

    /// <summary>Whether a start can be asked of it: free or plugged in, with no open transaction.</summary>
    public bool IsFree => Transaction is null && Status is (ConnectorStatus.Available or ConnectorStatus.Preparing);

    /// <summary>
    /// The live power in W; 0 unless a transaction runs on a connector that delivers. Some go on telling the last
    /// power after the stop, and of an interrupted transaction nobody knows whether it delivers.
    /// </summary>
    public double PowerW => Transaction is { Status: TransactionStatus.Active } transaction
        && Reading is { PowerW: { } power } reading && reading.TransactionId == transaction.Id && Delivers(reading)
        ? power
        : 0;

    /// <summary>A connector that was told free or finished delivers only what was measured after that was told.</summary>
    private bool Delivers(MeterReadingRow reading) => Status switch
    {
        ConnectorStatus.SuspendedEV or ConnectorStatus.SuspendedEVSE or ConnectorStatus.Faulted => false,
        ConnectorStatus.Available or ConnectorStatus.Finishing or ConnectorStatus.Unavailable => Row.Since is not { } since || reading.Timestamp >= since,
        _ => true,
    };

    /// <summary>The energy of the open transaction so far in Wh; null without one or before its first register.</summary>
    public double? EnergyWh => Transaction is { } transaction && Reading is { EnergyWh: { } register } reading && reading.TransactionId == transaction.Id
        ? Math.Max(0, register - transaction.MeterStart)
        : null;
}

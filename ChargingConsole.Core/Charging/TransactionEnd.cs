namespace ChargingConsole.Core.Charging;

/// <summary>How a transaction ends, and how much energy it delivered.</summary>
internal static class TransactionEnd
{
    /// <summary>Ends a transaction of which no StopTransaction came; a late one replaces this.</summary>
    /// <param name="transaction">The open transaction.</param>
    /// <param name="latest">The connector's latest reading, if any.</param>
    /// <param name="at">When it is taken to have ended.</param>
    /// <param name="reason">Why, as OCPP spells it.</param>
    public static TransactionRow Estimate(TransactionRow transaction, MeterReadingRow? latest, DateTimeOffset at, string reason)
    {
        var register = latest?.TransactionId == transaction.Id && latest.EnergyWh is { } energy ? (long)energy : transaction.MeterStart;
        return transaction with
        {
            Status = TransactionStatus.Completed,
            StopTime = at < transaction.StartTime ? transaction.StartTime : at,
            StopReceivedAt = at,
            MeterStop = register,
            EnergyWh = Math.Max(0, register - transaction.MeterStart),
            StopReason = reason,
            Estimated = true,
        };
    }

    /// <summary>
    /// The energy of an ended transaction in Wh: by the registers, or by the readings where the stop
    /// register is missing or lies below the start.
    /// </summary>
    public static long Energy(long meterStart, long? meterStop, MeterReadingRow? latest)
    {
        if (meterStop >= meterStart)
        {
            return meterStop.Value - meterStart;
        }

        return latest?.EnergyWh is { } register ? Math.Max(0, (long)register - meterStart) : 0;
    }
}

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

    /// <summary>
    /// Whether the registers at both ends cannot be of one piece: the end lies below the start (reset, unknown, or
    /// counted anew), or a start of 0 is followed by a register that no charger could have reached by then.
    /// </summary>
    public static bool IsDoubtful(TransactionRow transaction, long? register, DateTimeOffset stopTime) =>
        register is null || register < transaction.MeterStart
        || (transaction.MeterStart == 0 && IsImpossible(register.Value, stopTime - transaction.StartTime));

    /// <summary>The energy by the registers between: the stored readings, those told with the stop, and the stop itself where it goes on from them.</summary>
    public static long Energy((double? First, double? Last) stored, IReadOnlyList<MeterReadingRow> told, long? meterStop, long otherwise)
    {
        var registers = new[] { stored.First, stored.Last }.Concat(told.Select(reading => reading.EnergyWh)).OfType<double>().ToList();
        if (meterStop is { } stop && registers.Count > 0 && stop >= registers[^1])
        {
            registers.Add(stop);
        }

        return registers.Count < 2 ? otherwise : Math.Max(0, (long)(registers[^1] - registers[0]));
    }

    /// <summary>Whether this much energy in this time takes more power than any charger has.</summary>
    public static bool IsImpossible(double energyWh, TimeSpan time) => energyWh > MostPowerW * Math.Max(time.TotalHours, Slack);

    private const double MostPowerW = 350_000;

    // Times are told in whole seconds, and a register may be read a little before it is told.
    private const double Slack = 10.0 / 3600;
}

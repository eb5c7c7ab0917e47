using System.Globalization;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// Sampled values to rows in Wh, W, V, A and percent. Units and measurands that are left out have the
/// specification's defaults; a total wins over its phases, which are summed (power, energy), averaged
/// (voltage) or maximised (current) only where no total is told. What is measured at the inlet counts only
/// where nothing is told of the outlet.
/// </summary>
internal static class MeterNormaliser
{
    /// <summary>Reads the values of one connector.</summary>
    /// <param name="values">The values as told.</param>
    /// <param name="connectorId">The connector.</param>
    /// <param name="transaction">The transaction they belong to, if any.</param>
    /// <param name="latest">The latest reading known, on which intervals build.</param>
    /// <param name="call">The message, which takes the flags.</param>
    public static List<MeterReadingRow> Normalise(MeterValue[]? values, int connectorId, TransactionRow? transaction, MeterReadingRow? latest, CallContext call)
    {
        var rows = new List<MeterReadingRow>(values?.Length ?? 0);
        var chargePoint = call.ChargePoint;
        var settings = chargePoint.State.QuirkSettings;
        foreach (var value in values ?? [])
        {
            if (value.SampledValue is not { Length: > 0 } samples)
            {
                continue;
            }

            var totals = new MeterTotals(settings);
            List<SampledValue>? others = null;
            foreach (var sample in samples)
            {
                if (!totals.Take(sample))
                {
                    (others ??= []).Add(sample);
                    if (!TryNumber(sample.Value, out _) && sample.Format != "SignedData")
                    {
                        call.Flags |= FrameFlags.OddMeter;
                    }
                }
            }

            var time = ChargerTime.Of(value.Timestamp, call);
            var row = new MeterReadingRow
            {
                ChargePointKey = chargePoint.Key,
                ConnectorId = connectorId,
                TransactionId = transaction?.Id,
                Timestamp = time,
                EnergyWh = totals.EnergyWh ?? Accumulated(totals.IntervalWh, time, transaction, latest),
                PowerW = totals.PowerW,
                VoltageV = totals.VoltageV,
                CurrentA = totals.CurrentA,
                SocPercent = totals.SocPercent,
                OtherSamples = others is null ? null : JsonSerializer.Serialize([.. others], OcppJson.Default.SampledValueArray),
            };
            rows.Add(row);
            if (transaction is not null && (latest is null || latest.TransactionId != transaction.Id || row.Timestamp > latest.Timestamp))
            {
                latest = row with { EnergyWh = row.EnergyWh ?? (latest?.TransactionId == transaction.Id ? latest.EnergyWh : null) };
            }
        }

        return rows;
    }

    /// <summary>Reads what charge points write as a number: padded, or with a decimal comma.</summary>
    internal static bool TryNumber(string? text, out double number)
    {
        number = 0;
        if (text is null)
        {
            return false;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && !double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        return double.IsFinite(number);
    }

    /// <summary>A register made of intervals: the last one known, or the start, and what came since. An interval that is not newer was counted before.</summary>
    private static double? Accumulated(double? interval, DateTimeOffset time, TransactionRow? transaction, MeterReadingRow? latest)
    {
        if (interval is not { } energy || transaction is null)
        {
            return null;
        }

        return latest is null || latest.TransactionId != transaction.Id || latest.EnergyWh is null ? transaction.MeterStart + energy
            : time > latest.Timestamp ? latest.EnergyWh + energy
            : null;
    }
}

/// <summary>The values of one sampling.</summary>
internal struct MeterTotals(QuirkSettings? settings)
{
    private Quantity _energy;
    private Quantity _inletEnergy;
    private Quantity _interval;
    private Quantity _power;
    private Quantity _inletPower;
    private Quantity _voltage;
    private Quantity _lineVoltage;
    private Quantity _current;
    private Quantity _soc;

    public readonly double? EnergyWh => _energy.Sum ?? _inletEnergy.Sum;

    public readonly double? IntervalWh => _interval.Sum;

    public readonly double? PowerW => _power.Sum ?? _inletPower.Sum;

    // Between two lines there is √3 times what a phase has against neutral.
    public readonly double? VoltageV => _voltage.Mean ?? _lineVoltage.Mean / Math.Sqrt(3);

    public readonly double? CurrentA => _current.Highest;

    public readonly double? SocPercent => _soc.Highest;

    /// <summary>Takes a sample that one of the columns holds whole; false for every other, which is kept as it is.</summary>
    public bool Take(SampledValue sample)
    {
        if (sample.Format == "SignedData" || !MeterNormaliser.TryNumber(sample.Value, out var number))
        {
            return false;
        }

        var isOutlet = sample.Location is null or "" or "Outlet" or "EV";
        switch (sample.Measurand)
        {
            case null or "" or "Energy.Active.Import.Register":
                return isOutlet ? _energy.Add(Energy(number, sample), sample.Phase) : sample.Location == "Inlet" && Aside(ref _inletEnergy, Energy(number, sample), sample.Phase);
            case "Energy.Active.Import.Interval":
                return isOutlet && Aside(ref _interval, Energy(number, sample), sample.Phase);
            case "Power.Active.Import":
                return isOutlet ? _power.Add(Power(number, sample), sample.Phase) : sample.Location == "Inlet" && Aside(ref _inletPower, Power(number, sample), sample.Phase);
            case "Voltage" when isOutlet:
                return sample.Phase is "L1-L2" or "L2-L3" or "L3-L1" ? Aside(ref _lineVoltage, number, sample.Phase) : sample.Phase is not "N" && _voltage.Add(number, sample.Phase);
            case "Current.Import" when isOutlet:
                return sample.Phase is not "N" && _current.Add(number, sample.Phase);
            case "SoC" when isOutlet:
                return _soc.Add(number, sample.Phase);
            default:
                return false;
        }
    }

    // Kept beside the columns as well, since the column may show something else.
    private static bool Aside(ref Quantity quantity, double value, string? phase)
    {
        quantity.Add(value, phase);
        return false;
    }

    private readonly double Energy(double number, SampledValue sample) => IsKilo(settings?.EnergyUnit ?? sample.Unit) ? number * 1000 : number;

    private readonly double Power(double number, SampledValue sample) => IsKilo(settings?.PowerUnit ?? sample.Unit) ? number * 1000 : number;

    private static bool IsKilo(string? unit) => unit is { Length: > 1 } && unit[0] is 'k' or 'K';

    private struct Quantity
    {
        private double? _total;
        private double _sum;
        private double _highest;
        private int _count;
        private byte _seen;

        public readonly double? Sum => _total ?? (_count > 0 ? _sum : null);

        public readonly double? Mean => _total ?? (_count > 0 ? _sum / _count : null);

        public readonly double? Highest => _total ?? (_count > 0 ? _highest : null);

        /// <summary>True when the value is held whole, so that the sample need not be kept beside it.</summary>
        public bool Add(double value, string? phase)
        {
            if (string.IsNullOrEmpty(phase))
            {
                _total = value;
                return true;
            }

            // L1 and L1-N are the same phase, and some tell both.
            var bit = phase switch
            {
                "L1" or "L1-N" or "L1-L2" => (byte)1,
                "L2" or "L2-N" or "L2-L3" => (byte)2,
                "L3" or "L3-N" or "L3-L1" => (byte)4,
                _ => (byte)8,
            };
            if ((_seen & bit) != 0 || (bit == 8 && _count > 0))
            {
                return false;
            }

            _seen |= bit;
            _sum += value;
            _highest = _count == 0 ? value : Math.Max(_highest, value);
            _count++;
            return false;
        }
    }
}

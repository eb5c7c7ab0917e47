using System.Globalization;
using System.Text.Json;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// Sampled values to rows in Wh, W, V, A and percent. Units and measurands that are left out have the
/// specification's defaults; a total wins over its phases, which are summed (power, energy), averaged
/// (voltage) or maximised (current) only where no total is told.
/// </summary>
internal static class MeterNormaliser
{
    public static List<MeterReadingRow> Normalise(MeterValue[]? values, int chargePointKey, int connectorId, int? transactionId, CallContext call)
    {
        var rows = new List<MeterReadingRow>(values?.Length ?? 0);
        foreach (var value in values ?? [])
        {
            if (value.SampledValue is not { Length: > 0 } samples)
            {
                continue;
            }

            var totals = new Totals();
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

            rows.Add(new MeterReadingRow
            {
                ChargePointKey = chargePointKey,
                ConnectorId = connectorId,
                TransactionId = transactionId,
                Timestamp = ChargePointTime.Believe(value.Timestamp, call.ReceivedAt),
                EnergyWh = totals.Energy.Sum,
                PowerW = totals.Power.Sum,
                VoltageV = totals.Voltage.Mean,
                CurrentA = totals.Current.Highest,
                SocPercent = totals.Soc.Highest,
                OtherSamples = others is null ? null : JsonSerializer.Serialize([.. others], OcppJson.Default.SampledValueArray),
            });
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

    private struct Totals
    {
        public Quantity Energy;
        public Quantity Power;
        public Quantity Voltage;
        public Quantity Current;
        public Quantity Soc;

        /// <summary>Takes a sample that one of the columns holds whole; false for every other, which is kept as it is.</summary>
        public bool Take(SampledValue sample)
        {
            if (sample.Format == "SignedData" || sample.Location is not (null or "Outlet" or "EV") || !TryNumber(sample.Value, out var number))
            {
                return false;
            }

            var isKilo = sample.Unit is { Length: > 1 } unit && unit[0] is 'k';
            switch (sample.Measurand)
            {
                case null or "" or "Energy.Active.Import.Register":
                    return Energy.Add(isKilo ? number * 1000 : number, sample.Phase);
                case "Power.Active.Import":
                    return Power.Add(isKilo ? number * 1000 : number, sample.Phase);
                case "Voltage":
                    // Line-to-line voltages are not what a phase delivers.
                    return sample.Phase is not ("L1-L2" or "L2-L3" or "L3-L1" or "N") && Voltage.Add(number, sample.Phase);
                case "Current.Import":
                    return sample.Phase is not "N" && Current.Add(number, sample.Phase);
                case "SoC":
                    return Soc.Add(number, sample.Phase);
                default:
                    return false;
            }
        }
    }

    private struct Quantity
    {
        private double? _total;
        private double _sum;
        private double _highest;
        private int _phases;

        public readonly double? Sum => _total ?? (_phases > 0 ? _sum : null);

        public readonly double? Mean => _total ?? (_phases > 0 ? _sum / _phases : null);

        public readonly double? Highest => _total ?? (_phases > 0 ? _highest : null);

        /// <summary>True when the value is held whole, so that the sample need not be kept beside it.</summary>
        public bool Add(double value, string? phase)
        {
            if (string.IsNullOrEmpty(phase))
            {
                _total = value;
                return true;
            }

            _sum += value;
            _highest = _phases == 0 ? value : Math.Max(_highest, value);
            _phases++;
            return false;
        }
    }
}

using System.Globalization;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>A connector's reading in the form of OCPP 1.6 §7.33, with the measurands that were asked for.</summary>
internal static class MeterSamples
{
    private const string Register = "Energy.Active.Import.Register";

    public static MeterValue Take(VirtualConnector connector, DateTimeOffset at, string context, string[] measurands)
    {
        var reading = connector.Reading;
        return new MeterValue
        {
            Timestamp = at,
            SampledValue = [.. measurands.Select(measurand => Sample(connector, reading, measurand)).OfType<SampledValue>().Select(sample => sample with { Context = context })],
        };
    }

    /// <summary>What StopTransaction carries of the transaction (§4.10); null when StopTxnSampledData asks for nothing.</summary>
    public static MeterValue[]? OfTransaction(VirtualConnector connector, VirtualTransaction transaction, DateTimeOffset end, ConfigurationKeys keys)
    {
        var measurands = keys.Listed("StopTxnSampledData");
        if (measurands.Length == 0)
        {
            return null;
        }

        var begin = new SampledValue { Value = Text(transaction.MeterStart, "0"), Context = "Transaction.Begin", Measurand = Register, Unit = "Wh" };
        return [new MeterValue { Timestamp = transaction.StartedAt, SampledValue = [begin] }, Take(connector, end, "Transaction.End", measurands)];
    }

    private static SampledValue? Sample(VirtualConnector connector, ChargingReading reading, string asked)
    {
        var isOfPhase = asked[^3..] is ".L1" or ".L2" or ".L3";
        var (measurand, phase) = isOfPhase ? (asked[..^3], asked[^2..]) : (asked, null);
        var phases = connector.GridPhases;
        // A DC outlet has no phases, and a single-phase one only the first.
        if (isOfPhase && (connector.Curve.IsDirectCurrent || asked[^1] - '0' > phases))
        {
            return null;
        }

        var share = isOfPhase ? phases : 1;
        var offered = connector.Offered;
        SampledValue? sample = measurand switch
        {
            Register => Value(connector.RegisterWattHours / (double)share, "0", "Wh"),
            "Energy.Active.Import.Interval" => Value(reading.Watts / 60 / share, "0", "Wh"),
            "Power.Active.Import" => Value(reading.Watts / share, "0", "W"),
            "Power.Offered" => Value(offered.Watts / share, "0", "W"),
            "Power.Factor" => Value(0.99, "0.00", null),
            "Current.Import" => Value(reading.Amperes, "0.0", "A"),
            "Current.Offered" => Value(offered.Amperes, "0.0", "A"),
            "Voltage" => Value(reading.Volts, "0.0", "V"),
            "Frequency" => Value(50, "0.0", null),
            "Temperature" => Value(24 + (reading.Watts / connector.Curve.MaximumWatts * 16), "0.0", "Celsius"),
            // Only DC tells it; rounded down, since 100 means full, not nearly.
            "SoC" when connector.Curve.IsDirectCurrent => Value(Math.Floor(connector.StateOfCharge), "0", "Percent") with { Location = "EV" },
            _ => null,
        };
        return sample is null ? null : sample with { Measurand = measurand, Phase = phase };
    }

    private static SampledValue Value(double value, string format, string? unit) => new() { Value = Text(value, format), Unit = unit };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

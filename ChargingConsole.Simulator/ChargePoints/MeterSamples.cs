using System.Globalization;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>A connector's reading in the form of OCPP 1.6 §7.33.</summary>
internal static class MeterSamples
{
    public static MeterValue Take(VirtualConnector connector, DateTimeOffset at, string context)
    {
        var reading = connector.Reading;
        var samples = new List<SampledValue>(5)
        {
            Sample(connector.RegisterWattHours, "0", "Energy.Active.Import.Register", "Wh"),
            Sample(reading.Watts, "0", "Power.Active.Import", "W"),
            Sample(reading.Volts, "0.0", "Voltage", "V"),
            Sample(reading.Amperes, "0.0", "Current.Import", "A"),
        };
        if (connector.Curve.IsDirectCurrent)
        {
            // Rounded down: 100 means full, not nearly.
            samples.Add(Sample(Math.Floor(connector.StateOfCharge), "0", "SoC", "Percent") with { Location = "EV" });
        }

        return new MeterValue { Timestamp = at, SampledValue = [.. samples] };

        SampledValue Sample(double value, string format, string measurand, string unit) => new()
        {
            Value = value.ToString(format, CultureInfo.InvariantCulture),
            Context = context,
            Measurand = measurand,
            Unit = unit,
        };
    }
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Charging;

/// <summary>What energy costs at a charge point: by its own tariff, else by the general one.</summary>
/// <param name="PricePerKwh">The price of a kWh.</param>
/// <param name="Currency">ISO 4217 code.</param>
public readonly record struct Tariff(double PricePerKwh, string Currency)
{
    /// <summary>The tariff in force; of a charge point that is not known the general one.</summary>
    public static Tariff Of(ChargePointRow? row, ChargingOptions options) =>
        new(row?.PricePerKwh ?? options.DefaultPricePerKwh, row?.Currency ?? options.DefaultCurrency);

    /// <summary>What an energy in Wh costs, to the cent.</summary>
    public double Cost(double energyWh) => Math.Round(energyWh / 1000 * PricePerKwh, 2, MidpointRounding.AwayFromZero);
}

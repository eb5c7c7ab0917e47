using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Api;

/// <summary>A charge point's rated power and plug: as told, else guessed from a model such as "DC 30kW".</summary>
internal readonly record struct Rating(double? PowerKw, string? ConnectorType)
{
    public static Rating Of(ChargePointRow row)
    {
        var power = row.MaxPowerKw ?? RatedPower.Of(row.Model);
        // Above 22 kW it charges with direct current.
        return new Rating(power, row.ConnectorType ?? (power is { } known ? known > 22 ? "CCS2" : "Type 2" : null));
    }
}

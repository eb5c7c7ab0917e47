using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Api;

/// <summary>A charge point as the mobile app and partners see it.</summary>
internal sealed record ChargerContract
{
    /// <summary>A number of its own, stable over restarts.</summary>
    public required int Id { get; init; }

    /// <summary>The identity it connects with.</summary>
    public required string ChargePointId { get; init; }

    /// <summary>The name operators gave it.</summary>
    public required string? Name { get; init; }

    public required string? Vendor { get; init; }
    public required string? Model { get; init; }
    public required string? FirmwareVersion { get; init; }

    /// <summary>online while it is connected, else offline.</summary>
    public required string Status { get; init; }

    /// <summary>available, preparing, charging, unavailable, faulted or unknown: that of its best connector.</summary>
    public required string Availability { get; init; }

    /// <summary>The same word for each connector by number; null before the first was heard of.</summary>
    public required IReadOnlyDictionary<string, string>? ConnectorStatus { get; init; }

    /// <summary>When a frame last came from it.</summary>
    public required DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>Its newest open session.</summary>
    public required int? ActiveTransactionId { get; init; }

    public required int? NumberOfConnectors { get; init; }

    /// <summary>The site it belongs to.</summary>
    public required string? Site { get; init; }

    public required string? Location { get; init; }
    public required double? Latitude { get; init; }
    public required double? Longitude { get; init; }

    /// <summary>The plug; guessed from the model when nobody told.</summary>
    public required string? ConnectorType { get; init; }

    /// <summary>The rated power in kW; guessed from the model when nobody told.</summary>
    public required double? MaxPowerKw { get; init; }

    public required double? PricePerKwh { get; init; }

    /// <summary>ISO 4217 code of the price.</summary>
    public required string? Currency { get; init; }

    public required bool? WsConnected { get; init; }
    public required bool? IdleFeeEnabled { get; init; }
    public required double? IdleFeePerMin { get; init; }
    public required int? IdleGraceMinutes { get; init; }
    public required string? Tenant { get; init; }

    /// <summary>The maintenance it is in; null while it is in none.</summary>
    public required MaintenanceContract? Maintenance { get; init; }

    /// <summary>The live power of all connectors in kW.</summary>
    public required double PowerKw { get; init; }

    /// <summary>The connectors as OCPP knows them.</summary>
    public required IReadOnlyList<ConnectorContract> Connectors { get; init; }

    /// <summary>The charge point at this moment.</summary>
    public static ChargerContract From(ChargePoint chargePoint, ChargingOptions options)
    {
        var state = chargePoint.State;
        var row = state.Row;
        var rating = Rating.Of(row);
        var tariff = Tariff.Of(row, options);
        return new ChargerContract
        {
            Id = row.Key,
            ChargePointId = row.ChargePointId,
            Name = row.Name,
            Vendor = row.Vendor,
            Model = row.Model,
            FirmwareVersion = row.FirmwareVersion,
            Status = state.IsConnected ? "online" : "offline",
            Availability = AppAvailability.Of(state),
            ConnectorStatus = state.Connectors.IsEmpty
                ? null
                : state.Connectors.Values.ToDictionary(connector => $"{connector.ConnectorId}", connector => AppAvailability.Of(state, connector)),
            LastHeartbeat = chargePoint.LastHeardAt,
            ActiveTransactionId = state.Connectors.Values.Select(connector => connector.Transaction).OfType<TransactionRow>().MaxBy(open => (open.StartTime, open.Id))?.Id,
            NumberOfConnectors = state.NumberOfConnectors,
            Site = row.Site,
            Location = row.Location,
            Latitude = row.Latitude,
            Longitude = row.Longitude,
            ConnectorType = rating.ConnectorType,
            MaxPowerKw = rating.PowerKw,
            PricePerKwh = tariff.PricePerKwh,
            Currency = tariff.Currency,
            WsConnected = state.IsConnected,
            IdleFeeEnabled = false,
            IdleFeePerMin = null,
            IdleGraceMinutes = null,
            Tenant = null,
            Maintenance = MaintenanceContract.From(state.Maintenance),
            PowerKw = Units.Kilo(state.PowerW),
            Connectors = [.. state.Connectors.Values.Select(connector => ConnectorContract.From(state, connector))],
        };
    }
}

/// <summary>What those are told of a charger who see only what is their own.</summary>
internal static class ChargerContractReach
{
    /// <summary>The charger without its internals, and without any session but these; as it is when there are none to keep to.</summary>
    public static ChargerContract For(this ChargerContract charger, IReadOnlySet<int>? own)
    {
        if (own is null)
        {
            return charger;
        }

        List<ConnectorContract> connectors = [.. charger.Connectors.Select(connector => connector.TransactionId is { } open && own.Contains(open)
            ? connector with { ErrorCode = null }
            : connector with { ErrorCode = null, TransactionId = null, PowerKw = 0, EnergyKwh = null, SocPercent = null })];
        return charger with
        {
            FirmwareVersion = null,
            Maintenance = charger.Maintenance is { } maintenance ? maintenance with { By = null, ChargerAnswer = null } : null,
            LastHeartbeat = null,
            WsConnected = null,
            ActiveTransactionId = connectors.Max(connector => connector.TransactionId),
            PowerKw = connectors.Sum(connector => connector.PowerKw),
            Connectors = connectors,
        };
    }
}

/// <summary>A connector as OCPP knows it.</summary>
internal sealed record ConnectorContract
{
    public required int ConnectorId { get; init; }

    /// <summary>The app's word.</summary>
    public required string Availability { get; init; }

    /// <summary>OCPP's word, or the charger's own where it is none of OCPP's; null before it was told.</summary>
    public required string? Status { get; init; }

    public required string? ErrorCode { get; init; }

    /// <summary>Since when the status holds.</summary>
    public required DateTimeOffset? Since { get; init; }

    public required int? TransactionId { get; init; }

    /// <summary>The live power in kW.</summary>
    public required double PowerKw { get; init; }

    /// <summary>The energy of the open session so far in kWh.</summary>
    public required double? EnergyKwh { get; init; }

    /// <summary>The vehicle's state of charge in percent.</summary>
    public required double? SocPercent { get; init; }

    internal static ConnectorContract From(ChargePointState state, ConnectorState connector) => new()
    {
        ConnectorId = connector.ConnectorId,
        Availability = AppAvailability.Of(state, connector),
        Status = connector.Row.RawStatus ?? (connector.Status == Core.ChargePoints.ConnectorStatus.Unknown ? null : connector.Status.ToString()),
        ErrorCode = connector.Row.ErrorCode,
        Since = connector.Row.Since,
        TransactionId = connector.Transaction?.Id,
        PowerKw = Units.Kilo(connector.PowerW),
        EnergyKwh = Units.Kilo(connector.EnergyWh),
        SocPercent = connector.Transaction is { } open && connector.Reading?.TransactionId == open.Id ? connector.Reading.SocPercent : null,
    };
}

using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Api;

/// <summary>A charging session.</summary>
internal sealed record SessionContract
{
    /// <summary>The same as <see cref="TransactionId"/>.</summary>
    public required int Id { get; init; }

    /// <summary>The transaction id; 0 while the session is pending.</summary>
    public required int TransactionId { get; init; }

    /// <summary>The charge point's identity, by the name that the app's history reads.</summary>
    public required string ChargerId { get; init; }

    /// <summary>The charge point's identity.</summary>
    public required string ChargePointId { get; init; }

    public required int? ConnectorId { get; init; }
    public required string IdTag { get; init; }

    /// <summary>The site of the charger.</summary>
    public required string? Site { get; init; }

    /// <summary>pending, active, stopping, interrupted or completed.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset StartTime { get; init; }
    public required DateTimeOffset? StopTime { get; init; }

    /// <summary>The register at the start in Wh.</summary>
    public required long? MeterStart { get; init; }

    /// <summary>The register at the end in Wh.</summary>
    public required long? MeterStop { get; init; }

    /// <summary>The energy so far, or in all, in kWh.</summary>
    public required double EnergyConsumed { get; init; }

    /// <summary>The same, by the name that the app's history reads.</summary>
    public required double Energy { get; init; }

    /// <summary>The energy at the charger's present price.</summary>
    public required double Cost { get; init; }

    /// <summary>ISO 4217 code of the cost.</summary>
    public required string Currency { get; init; }

    /// <summary>How long it lasted, or lasts, such as "1h 05m".</summary>
    public required string Duration { get; init; }

    public required long DurationSeconds { get; init; }

    /// <summary>Why it ended, as OCPP spells it.</summary>
    public required string? StopReason { get; init; }

    /// <summary>The tag that stopped it.</summary>
    public required string? StopIdTag { get; init; }

    /// <summary>The end was worked out here, not told by the charger.</summary>
    public required bool Estimated { get; init; }

    /// <summary>What the charger was told about the tag.</summary>
    public required string? Authorization { get; init; }

    /// <summary>The start command that caused it.</summary>
    public required long? CommandId { get; init; }

    /// <summary>The latest power in kW while it is open.</summary>
    public required double? Power { get; init; }

    /// <summary>The latest voltage in V while it is open.</summary>
    public required double? Voltage { get; init; }

    /// <summary>The latest current in A while it is open.</summary>
    public required double? Current { get; init; }

    /// <summary>The vehicle's state of charge in percent while it is open.</summary>
    public required double? SocPercent { get; init; }

    public static SessionContract From(SessionView session, Fleet fleet, ChargingOptions options, DateTimeOffset now)
    {
        var row = fleet.Find(session.ChargePointId)?.State.Row;
        var tariff = Tariff.Of(row, options);
        var energy = Units.Kilo(session.EnergyWh);
        var duration = session.Status == SessionStatus.Pending ? TimeSpan.Zero : session.DurationAt(now);
        return new SessionContract
        {
            Id = session.TransactionId,
            TransactionId = session.TransactionId,
            ChargerId = session.ChargePointId,
            ChargePointId = session.ChargePointId,
            ConnectorId = session.ConnectorId > 0 ? session.ConnectorId : null,
            IdTag = session.IdTag,
            Site = row?.Site,
            Status = Words.Of(session.Status),
            StartTime = session.StartTime,
            StopTime = session.StopTime,
            MeterStart = session.MeterStart,
            MeterStop = session.MeterStop,
            EnergyConsumed = energy,
            Energy = energy,
            Cost = tariff.Cost(session.EnergyWh),
            Currency = tariff.Currency,
            Duration = Text(duration),
            DurationSeconds = (long)duration.TotalSeconds,
            StopReason = session.StopReason,
            StopIdTag = session.StopIdTag,
            Estimated = session.Estimated,
            Authorization = session.Authorization,
            CommandId = session.StartCommandId,
            Power = Units.Kilo(session.Reading?.PowerW),
            Voltage = Units.Finite(session.Reading?.VoltageV),
            Current = Units.Finite(session.Reading?.CurrentA),
            SocPercent = Units.Finite(session.Reading?.SocPercent),
        };
    }

    /// <summary>The session for those who see only what is their own: somebody else who stopped it stays unnamed.</summary>
    public SessionContract For(SessionReach? reach) => reach is null || StopIdTag is null || reach.Has(StopIdTag) || string.Equals(StopIdTag, IdTag, StringComparison.OrdinalIgnoreCase)
        ? this
        : this with { StopIdTag = null };

    internal static string Text(TimeSpan duration) => duration switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours}h {duration.Minutes:00}m"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m {duration.Seconds:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.Seconds}s"),
    };
}

/// <summary>One point of a session's curve.</summary>
/// <param name="Timestamp">When it was sampled.</param>
/// <param name="PowerKw">kW.</param>
/// <param name="Voltage">V.</param>
/// <param name="Current">A.</param>
/// <param name="TotalKwh">The meter's register in kWh.</param>
/// <param name="SocPercent">The vehicle's state of charge in percent.</param>
internal sealed record MeterValueContract(DateTimeOffset? Timestamp, double? PowerKw, double? Voltage, double? Current, double? TotalKwh, double? SocPercent)
{
    public static MeterValueContract From(MeterReadingRow row) => new(
        row.Timestamp, Units.Kilo(row.PowerW), Units.Finite(row.VoltageV), Units.Finite(row.CurrentA), Units.Kilo(row.EnergyWh), Units.Finite(row.SocPercent));
}

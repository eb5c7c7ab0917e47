using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Reservations;

namespace ChargingConsole.Tests.Data;

/// <summary>Rows with the least that they need; tests say the rest with <c>with</c>.</summary>
internal static class Rows
{
    /// <summary>A time with milliseconds, and a few ticks below them.</summary>
    public static DateTimeOffset Noon { get; } = new DateTimeOffset(2026, 3, 29, 12, 0, 0, 123, TimeSpan.Zero);

    public static ChargePointRow ChargePoint(int key, string? id = null) =>
        new() { Key = key, ChargePointId = id ?? string.Create(CultureInfo.InvariantCulture, $"CP{key:00}"), CreatedAt = Noon };

    public static ConnectorRow Connector(int chargePoint, int connector) =>
        new() { ChargePointKey = chargePoint, ConnectorId = connector, Status = ConnectorStatus.Available, Since = Noon };

    public static TransactionRow Transaction(int id, int chargePoint = 1, string idTag = "TAG") => new()
    {
        Id = id,
        ChargePointKey = chargePoint,
        ConnectorId = 1,
        IdTag = idTag,
        StartTime = Noon,
        StartReceivedAt = Noon,
        MeterStart = 1000 + id,
        Status = TransactionStatus.Active,
        Authorization = IdTagStatus.Accepted,
    };

    public static MeterReadingRow Reading(int transaction, double energyWh, int chargePoint = 1) => new()
    {
        ChargePointKey = chargePoint,
        ConnectorId = 1,
        TransactionId = transaction,
        Timestamp = Noon.AddSeconds(energyWh),
        EnergyWh = energyWh,
    };

    public static OrphanStopRow OrphanStop(int chargePoint, long transaction) =>
        new() { ChargePointKey = chargePoint, TransactionId = transaction, Timestamp = Noon, ReceivedAt = Noon };

    public static IdTagRow IdTag(string idTag) => new() { IdTag = idTag, CreatedAt = Noon };

    public static ReservationRow Reservation(long key, int chargePoint = 1) => new()
    {
        Key = key,
        ReservationId = (int)key,
        ChargePointKey = chargePoint,
        ConnectorId = 1,
        IdTag = "TAG",
        ExpiresAt = Noon.AddHours(1),
        Status = ReservationStatus.Accepted,
        CreatedAt = Noon,
    };

    public static CommandRow Command(long id, string action = OpenCommands.RemoteStart, CommandState state = CommandState.Accepted) => new()
    {
        Id = id,
        ChargePointKey = 1,
        Action = action,
        ConnectorId = 1,
        IdTag = "TAG",
        RequestedBy = "Anna",
        RequestedAt = Noon,
        State = state,
        Request = "{}",
    };

    public static FrameRow Frame(int number, string payload = "{}") => new()
    {
        Id = (Noon - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond + (number * 1_000_000L),
        Timestamp = Noon.AddSeconds(number),
        ChargePointKey = 1,
        Direction = FrameDirection.In,
        Kind = FrameKind.Call,
        UniqueId = string.Create(CultureInfo.InvariantCulture, $"m{number}"),
        Action = "Heartbeat",
        Payload = payload,
    };
}

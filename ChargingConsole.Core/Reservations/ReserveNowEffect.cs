using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Reservations;

/// <summary>ReserveNow (OCPP 1.6 §5.13): an accepted one becomes a reservation; one with the id of another replaces it.</summary>
internal sealed class ReserveNowEffect(ReservationBook book, TimeProvider clock) : ICommandEffect
{
    public const string Name = "ReserveNow";

    public string Action => Name;

    /// <summary>Gives the reservation an id where the caller left it out.</summary>
    public string Prepare(ChargePoint chargePoint, string payload)
    {
        if (ReservationPayload.Parse(payload) is not { } request)
        {
            return payload;
        }

        if (request["reservationId"] is null)
        {
            request.Remove("reservationId");
            request["reservationId"] = book.NextReservationId();
            return ReservationPayload.Write(request);
        }

        if (ReservationPayload.Id(request) is { } chosen)
        {
            book.Taken(chosen);
        }

        return payload;
    }

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.AnswerStatus != "Accepted" || command.State != CommandState.Confirmed
            || ReservationPayload.Parse(command.Request) is not { } request || ReservationPayload.Id(request) is not { } id
            || ReservationPayload.Time(request, "expiryDate") is not { } expiry)
        {
            return null;
        }

        var replaced = book.Find(chargePoint, id);
        if (replaced is not null)
        {
            book.Claim(replaced);
        }

        var row = new ReservationRow
        {
            Key = replaced?.Key ?? book.NextKey(),
            ReservationId = id,
            ChargePointKey = chargePoint.Key,
            ConnectorId = command.ConnectorId ?? 0,
            IdTag = command.IdTag ?? "",
            ParentIdTag = request["parentIdTag"]?.ToString(),
            ExpiresAt = expiry,
            Status = ReservationStatus.Accepted,
            CreatedAt = command.AnsweredAt ?? clock.GetUtcNow(),
            CommandId = command.Id,
        };
        unit.Upsert(row);
        return () => book.Put(row);
    }
}

/// <summary>CancelReservation (OCPP 1.6 §5.2): an accepted one ends the reservation.</summary>
internal sealed class CancelReservationEffect(ReservationBook book, TimeProvider clock) : ICommandEffect
{
    public string Action => "CancelReservation";

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.AnswerStatus != "Accepted" || command.State != CommandState.Confirmed
            || ReservationPayload.Parse(command.Request) is not { } request || ReservationPayload.Id(request) is not { } id
            || book.Find(chargePoint, id) is not { } standing)
        {
            return null;
        }

        var cancelled = standing with { Status = ReservationStatus.Cancelled, EndedAt = command.AnsweredAt ?? clock.GetUtcNow() };
        book.Claim(standing);
        unit.Update(cancelled);
        return () => book.Put(cancelled);
    }
}

/// <summary>What is read from a request, which a caller may have written by hand.</summary>
internal static class ReservationPayload
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject? Parse(string payload)
    {
        try
        {
            // Counted, since members of one name are found out only when they are looked at.
            return JsonNode.Parse(payload) is JsonObject { Count: >= 0 } request ? request : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public static string Write(JsonObject request)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            request.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static int? Id(JsonObject request) =>
        request["reservationId"] is JsonValue value && value.TryGetValue<int>(out var id) ? id : null;

    public static DateTimeOffset? Time(JsonObject request, string member) =>
        request[member] is JsonValue value && value.TryGetValue<string>(out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Shapes;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>
/// Requests for firmware, diagnostics and logs: fills in an address of ours where it is left to us (no location for
/// what is delivered, <c>firmware:NAME</c> for what is fetched), and keeps what becomes of the request.
/// </summary>
public sealed class TransferEffect(
    TransferKind kind, TransferBook book, TransferLog log, FirmwareFiles files, PublicAddress address, TimeProvider clock, IOptions<FirmwareOptions> options) : ICommandEffect
{
    /// <summary>What a location begins with that names a file of ours.</summary>
    public const string FilePrefix = "firmware:";

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool IsUpdate => kind is TransferKind.Firmware or TransferKind.SignedFirmware;

    /// <inheritdoc/>
    public string Action => TransferRules.ActionOf(kind);

    /// <inheritdoc/>
    public string Prepare(ChargePoint chargePoint, string payload)
    {
        var request = Read(payload);
        if (request is null || Place(request) is not { } place || (place.Holder.ContainsKey(place.Member) && Text(place.Holder[place.Member]) is null))
        {
            // Told by the check that follows.
            return payload;
        }

        var id = book.NextId();
        var now = clock.GetUtcNow();
        if (kind is TransferKind.SignedFirmware or TransferKind.Log && !request.ContainsKey("requestId"))
        {
            request["requestId"] = id & int.MaxValue;
        }

        var told = Text(place.Holder[place.Member]);
        var file = IsOfOurs(told) ? files.Find(told![FilePrefix.Length..].Trim()) : null;
        string? hash = null;
        if (address.For(chargePoint) is { } own && (IsUpdate ? file is not null : string.IsNullOrWhiteSpace(told)))
        {
            (var secret, hash) = TransferBook.NewSecret();
            var name = file is null ? "" : Uri.EscapeDataString(file.Name);
            told = string.Create(CultureInfo.InvariantCulture, $"{own}{SecretUrls.TransferPath}{id}/{secret}/{name}");
            place.Holder[place.Member] = told;
        }

        Complete(request, place.Holder, file, now);
        if (!string.IsNullOrWhiteSpace(told) && !IsOfOurs(told))
        {
            book.Add(NewRow(chargePoint, id, request, told, file, hash, now), isRecorded: false);
        }

        return request.ToJsonString(s_plain);
    }

    /// <inheritdoc/>
    public IEnumerable<PayloadFault> Check(ChargePoint chargePoint, string payload)
    {
        if (Read(payload) is { } request && Place(request) is { } place && Text(place.Holder[place.Member]) is { } told && IsOfOurs(told))
        {
            var name = told[FilePrefix.Length..].Trim();
            yield return new PayloadFault(
                kind == TransferKind.SignedFirmware ? $"firmware.{place.Member}" : place.Member,
                files.Find(name) is null ? $"names a firmware file that is not here: {name}" : "names a file of ours, and no address is known under which chargers reach it (Firmware:PublicUrl)",
                FrameFlags.UnknownValue);
        }
    }

    /// <inheritdoc/>
    public void Asked(ChargePoint chargePoint, CommandRow command)
    {
        if (Prepared(chargePoint, command.Request).Transfer is { } transfer)
        {
            transfer.IsAsked = true;
        }
    }

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        var transfer = Find(chargePoint, command);
        var isAgreed = command.State is CommandState.Confirmed or CommandState.Accepted || command.AnswerStatus is "AcceptedCanceled";
        var now = clock.GetUtcNow();
        TransferRow next;
        lock (transfer.Lock)
        {
            var row = transfer.Row with { CommandId = command.Id, RequestedBy = command.RequestedBy, RequestedAt = command.RequestedAt };
            // A charge point may have begun before it answered.
            next = !isAgreed ? TransferRules.Moved(row, TransferState.Refused, now)
                : row.State == TransferState.Requested ? TransferRules.Moved(row, TransferState.Accepted, now)
                : row;
            transfer.Keep(next);
            unit.Upsert(next);
            TransferLog.AddStep(unit, transfer, "Requested", isTold: false, next.Location, command.RequestedAt);
            TransferLog.AddStep(unit, transfer, isAgreed ? command.AnswerStatus ?? "Accepted" : command.AnswerStatus ?? "Refused", isTold: true, Detail(command, isAgreed), now);
        }

        var replaced = isAgreed ? Replace(chargePoint, transfer, unit, now) : [];
        return () =>
        {
            transfer.IsRecorded = true;
            log.Settle(transfer, next);
            replaced.ForEach(other => log.Settle(other.Transfer, other.Row));
        };
    }

    /// <summary>A charge point has one update, and one upload, at a time: the newer request takes the place of what was open.</summary>
    private List<(Transfer Transfer, TransferRow Row)> Replace(ChargePoint chargePoint, Transfer newer, UnitOfWork unit, DateTimeOffset now)
    {
        var replaced = new List<(Transfer, TransferRow)>();
        foreach (var other in book.Recorded(chargePoint.Key).Where(other => other.Row.IsUpdate == IsUpdate && other.Row.Id < newer.Row.Id && (IsUpdate || other.Row.Kind == kind)))
        {
            lock (other.Lock)
            {
                if (other.Row.IsOpen)
                {
                    other.Keep(TransferRules.Moved(other.Row, TransferState.Replaced, now));
                    unit.Upsert(other.Row);
                    TransferLog.AddStep(unit, other, "Replaced", isTold: false, "A newer request took its place.", now);
                    replaced.Add((other, other.Row));
                }
            }
        }

        return replaced;
    }

    private Transfer Find(ChargePoint chargePoint, CommandRow command)
    {
        var (transfer, request, location) = Prepared(chargePoint, command.Request);
        return transfer ?? book.Add(NewRow(chargePoint, book.NextId(), request, location ?? "", null, null, clock.GetUtcNow()), isRecorded: false);
    }

    private (Transfer? Transfer, JsonObject Request, string? Location) Prepared(ChargePoint chargePoint, string text)
    {
        var request = JsonNode.Parse(text) as JsonObject ?? [];
        var location = Place(request) is { } place ? Text(place.Holder[place.Member]) : null;
        if (NumberIn(location) is { } id && book.Find(id) is { } ours)
        {
            return (ours, request, location);
        }

        // Prepared for another's address: known by what it asks for, since nothing else tells it apart.
        var newest = book.Newest(chargePoint.Key, kind, null, alsoUnasked: true);
        var isIt = newest is { IsRecorded: false, Row.SecretHash: null } && newest.Row.Location == (location is null ? null : SecretUrls.MaskUrl(location));
        return (isIt ? newest : null, request, location);
    }

    private TransferRow NewRow(ChargePoint chargePoint, long id, JsonObject request, string location, FirmwareFileRow? file, string? hash, DateTimeOffset now)
    {
        var due = kind switch
        {
            TransferKind.Firmware => Time(request["retrieveDate"]),
            TransferKind.SignedFirmware => Time((request["firmware"] as JsonObject)?["retrieveDateTime"]),
            _ => null,
        };
        return new TransferRow
        {
            Id = id,
            ChargePointKey = chargePoint.Key,
            Kind = kind,
            State = TransferState.Requested,
            RequestId = request["requestId"] is JsonValue number && number.TryGetValue<long>(out var told) ? told : null,
            RequestedBy = "",
            RequestedAt = now,
            DueAt = due,
            Location = SecretUrls.MaskUrl(location) is { Length: > 1000 } longer ? longer[..1000] : SecretUrls.MaskUrl(location),
            FileName = file?.Name ?? (IsUpdate ? FileNames.Clean(location.Split('?')[0], "firmware") : null),
            SecretHash = hash,
            ExpiresAt = (due > now ? due.Value : now).AddHours(options.Value.LinkHours),
            LastAt = now,
            VersionBefore = IsUpdate ? chargePoint.State.Row.FirmwareVersion : null,
            VersionWanted = file?.Version,
        };
    }

    private void Complete(JsonObject request, JsonObject holder, FirmwareFileRow? file, DateTimeOffset now)
    {
        switch (kind)
        {
            case TransferKind.Firmware:
                Fill(request, "retrieveDate", Utc(now));
                break;
            case TransferKind.SignedFirmware:
                Fill(holder, "retrieveDateTime", Utc(now));
                Fill(holder, "signingCertificate", file?.SigningCertificate);
                Fill(holder, "signature", file?.Signature);
                break;
        }
    }

    private static void Fill(JsonObject holder, string member, string? value)
    {
        if (!holder.ContainsKey(member) && value is not null)
        {
            holder[member] = value;
        }
    }

    /// <summary>The object and the member that hold the location; null when something else stands in its place.</summary>
    private (JsonObject Holder, string Member)? Place(JsonObject request) => kind switch
    {
        TransferKind.Log => Inner(request, "log") is { } log ? (log, "remoteLocation") : null,
        TransferKind.SignedFirmware => Inner(request, "firmware") is { } firmware ? (firmware, "location") : null,
        _ => request["location"] is null or JsonValue ? (request, "location") : null,
    };

    /// <summary>Whether a location still names a file of ours, which no charge point understands.</summary>
    private bool IsOfOurs(string? location) => IsUpdate && location?.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase) == true;

    private static JsonObject? Read(string payload)
    {
        try
        {
            return JsonNode.Parse(payload) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Inner(JsonObject request, string member)
    {
        if (!request.ContainsKey(member))
        {
            request[member] = new JsonObject();
        }

        return request[member] as JsonObject;
    }

    private static string? Detail(CommandRow command, bool isAgreed)
    {
        if (!isAgreed)
        {
            return command.Message;
        }

        var name = command.Answer is null ? null : (JsonNode.Parse(command.Answer) as JsonObject) is { } answer ? Text(answer["fileName"]) ?? Text(answer["filename"]) : null;
        return string.IsNullOrWhiteSpace(name) ? null : $"The charger calls the file {FileNames.Clean(name, "file")}.";
    }

    private static long? NumberIn(string? location)
    {
        var path = location?.IndexOf(SecretUrls.TransferPath, StringComparison.Ordinal) ?? -1;
        return path >= 0 && long.TryParse(location![(path + SecretUrls.TransferPath.Length)..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargingConsole.Auth;
using ChargingConsole.Core;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ChargingConsole.Api;

/// <summary>
/// The frames that pass a filter as a file, oldest first: written as the journal is read, so that its size
/// needs no memory. A file that ends early ends with a broken connection, never as if it were whole.
/// </summary>
internal sealed partial class MessageExportApi(JournalQueries journal, Fleet fleet, MessageExports exports, AuditTrail trail, IOptions<JsonOptions> json, TimeProvider clock, ILogger<MessageExportApi> logger)
{
    private const int LongestDetail = 1000;
    private static readonly byte[] s_lineEnd = "\n"u8.ToArray();
    private static readonly SearchValues<byte> s_lineEnds = SearchValues.Create("\r\n"u8);
    private static readonly string s_header = CsvRecord.Of(
        "id", "timestamp", "charge_point_id", "direction", "kind", "action", "unique_id", "latency_ms", "error_code", "error_description", "flags", "call_id", "gap", "payload");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/messages/export", GetAsync)
        .WithTags("Messages")
        .WithSummary("Frames as a file")
        .WithDescription("All frames that pass the filters, oldest first, as one JSON object a line (the fields of the list) or as CSV. Streamed; a file that could not be ended breaks the connection.")
        .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] MessageQuery query, [AsParameters] MessageExportQuery asked, MessageExportApi export, HttpContext context)
    {
        ChargePoint? chargePoint = null;
        if (MessageQuery.NullIfEmpty(asked.ChargePointId) is { } id && !export.Knows(id, out chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        if (asked.IsCsv is not { } isCsv)
        {
            return Problems.Breaks("format", "format must be ndjson or csv.");
        }

        if (query.Filter(chargePoint?.Key, out var problem) is not { } filter)
        {
            return problem!;
        }

        var kind = isCsv ? "csv" : "ndjson";
        await export.RecordAsync(kind, context);
        var name = string.Create(CultureInfo.InvariantCulture, $"messages-{export.Now:yyyyMMdd-HHmmss}.{kind}");
        return TypedResults.Stream(stream => export.RunAsync(filter, isCsv, asked.Watch, stream, context), isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", name);
    }

    // What was asked for, in the words of the address; which page watches says nothing.
    private Task RecordAsync(string kind, HttpContext context)
    {
        var filters = context.Request.Query.Where(pair => pair.Key is not ("watch" or "format")).Select(pair => $"{pair.Key}={pair.Value}");
        return trail.RecordAsync(context.User.Actor(), AuditWords.Exported, $"messages.{kind}", detail: string.Join('&', filters) is { Length: > 0 } told ? told[..Math.Min(told.Length, LongestDetail)] : null);
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private bool Knows(string id, out ChargePoint? chargePoint) => fleet.TryFind(id, out chargePoint);

    private async Task RunAsync(FrameFilter filter, bool isCsv, Guid? watch, Stream stream, HttpContext context)
    {
        var watched = exports.Find(watch) is { } known && known.Begin() ? known : null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, watched?.Cancelled ?? CancellationToken.None);
        var isWhole = false;
        var frames = 0L;
        try
        {
            if (isCsv)
            {
                // The mark at the beginning tells spreadsheets that this is UTF-8.
                await stream.WriteAsync(Encoding.UTF8.GetPreamble(), end.Token);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(s_header), end.Token);
            }

            await foreach (var stretch in journal.OnwardAsync(filter, after: null, int.MaxValue, end.Token))
            {
                foreach (var frame in stretch.Frames)
                {
                    await WriteAsync(frame, isCsv, stream, end.Token);
                }

                await stream.FlushAsync(end.Token);
                frames += stretch.Frames.Count;
                watched?.Came(stretch.Frames.Count, stretch.Share, stretch.Reached);
            }

            isWhole = true;
        }
        catch (OperationCanceledException)
        {
            // Somebody cancelled it, or the browser has left.
        }
        catch (Exception exception)
        {
            Failed(logger, exception, frames);
        }

        watched?.End(isWhole);
        if (!isWhole)
        {
            context.Abort();
        }
    }

    private async Task WriteAsync(FrameRow frame, bool isCsv, Stream stream, CancellationToken cancellationToken)
    {
        var told = MessageContract.From(frame, fleet);
        if (isCsv)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Line(told)), cancellationToken);
            return;
        }

        var line = JsonSerializer.SerializeToUtf8Bytes(told, json.Value.SerializerOptions);
        // A payload is told as it came. Line ends in it stand between its members; within texts they are escaped.
        line.AsSpan().ReplaceAny(s_lineEnds, (byte)' ');
        await stream.WriteAsync(line, cancellationToken);
        await stream.WriteAsync(s_lineEnd, cancellationToken);
    }

    private static string Line(MessageContract frame) => CsvRecord.Of(
        CsvRecord.Number(frame.Id),
        CsvRecord.Time(frame.Timestamp),
        frame.ChargePointId,
        frame.Direction,
        frame.Kind,
        frame.Action,
        frame.UniqueId,
        frame.LatencyMs?.ToString("0.###", CultureInfo.InvariantCulture),
        frame.ErrorCode,
        frame.ErrorDescription,
        string.Join(' ', frame.Flags),
        CsvRecord.Number(frame.CallId),
        CsvRecord.Number(frame.Gap),
        frame.Payload.Text);

    [LoggerMessage(EventId = 420, Level = LogLevel.Warning, Message = "An export of frames ended after {Frames}")]
    private static partial void Failed(ILogger logger, Exception exception, long frames);
}

/// <summary>What of an export is not part of the filter.</summary>
internal sealed record MessageExportQuery
{
    [FromQuery(Name = "format"), Description("ndjson (as usual) or csv.")]
    public string? Format { get; init; }

    [FromQuery(Name = "charge_point_id"), Description("Of this charger.")]
    public string? ChargePointId { get; init; }

    [FromQuery(Name = "watch"), Description("For the dashboard: which export a page watches.")]
    public Guid? Watch { get; init; }

    internal bool? IsCsv => MessageQuery.NullIfEmpty(Format)?.ToUpperInvariant() switch
    {
        null or "NDJSON" => false,
        "CSV" => true,
        _ => null,
    };
}

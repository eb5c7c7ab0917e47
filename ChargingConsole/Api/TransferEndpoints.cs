using System.Globalization;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Firmware;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChargingConsole.Api;

/// <summary>
/// What chargers fetch and deliver, by addresses that only they were given: <c>/transfers/{number}/{secret}/{name}</c>.
/// Nobody signs in here; the secret is all there is, works for a while, and takes one file.
/// </summary>
internal static partial class TransferEndpoints
{
    /// <summary>The address's pattern, for whoever has to know which paths are open.</summary>
    public const string Pattern = "/transfers/{number}/{secret}/{**name}";

    public static void MapTransferDoor(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapMethods(Pattern, [HttpMethods.Get, HttpMethods.Head], FetchAsync);
        group.MapMethods(Pattern, [HttpMethods.Put, HttpMethods.Post], ReceiveAsync);
    }

    private static async Task<IResult> FetchAsync(string number, string secret, HttpContext context, TransferDoor door, FileStore store, ILogger<TransferDoor> logger)
    {
        var id = NumberOf(number);
        var (access, file) = door.LookUp(id, secret);
        if (access != TransferAccess.Open)
        {
            return Refused(access, logger, id, context);
        }

        if (store.Open(file!.StoredAs) is not { } content)
        {
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            await door.FetchedAsync(id, context.Connection.RemoteIpAddress?.ToString() ?? "somewhere");
        }

        return Attachment(content, file.Name, file.UploadedAt, file.Sha256);
    }

    private static async Task<IResult> ReceiveAsync(string number, string secret, string? name, HttpContext context, TransferDoor door, ILogger<TransferDoor> logger)
    {
        var id = NumberOf(number);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The envelope of a form comes on top of the file.
            limit.MaxRequestBodySize = door.MaxBytes + (64 * 1024);
        }

        try
        {
            if (context.Request.ContentLength > door.MaxBytes + (64 * 1024))
            {
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            var (access, stored) = await door.ReceiveAsync(id, secret, name is null ? null : Uri.UnescapeDataString(name), () => ContentAsync(context), context.RequestAborted);
            if (access != TransferAccess.Open)
            {
                return Refused(access, logger, id, context);
            }

            return stored is null ? TypedResults.StatusCode(StatusCodes.Status400BadRequest) : TypedResults.StatusCode(StatusCodes.Status201Created);
        }
        catch (FileTooLargeException e)
        {
            NotKept(logger, id, e.Message);
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException e)
        {
            NotKept(logger, id, e.Message);
            return TypedResults.StatusCode(e.StatusCode);
        }
        catch (DatabaseUnavailableException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
        {
            NotKept(logger, id, e.Message);
            return TypedResults.StatusCode(e is InvalidDataException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>A file as something to keep and never to show or run.</summary>
    internal static IResult Attachment(Stream content, string name, DateTimeOffset changed, string sha256) => TypedResults.File(
        content, "application/octet-stream", name, changed, new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);

    /// <summary>The file in a request: the body itself, or the first file of a form, which some send.</summary>
    private static async Task<(Stream Content, string? Name)?> ContentAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            var disposition = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var told) ? told : null;
            return (request.Body, NameOf(disposition));
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) && NameOf(part) is { } name)
            {
                return (section.Body, name);
            }
        }

        return null;
    }

    private static string? NameOf(ContentDispositionHeaderValue? disposition) =>
        HeaderUtilities.RemoveQuotes(disposition?.FileNameStar is { HasValue: true } star ? star : disposition?.FileName ?? default).Value is { Length: > 0 } name ? name : null;

    private static long NumberOf(string number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;

    private static StatusCodeHttpResult Refused(TransferAccess access, ILogger logger, long id, HttpContext context)
    {
        TurnedAway(logger, context.Request.Method, id, context.Connection.RemoteIpAddress?.ToString() ?? "", access);
        return TypedResults.StatusCode(access switch
        {
            TransferAccess.Expired => StatusCodes.Status410Gone,
            TransferAccess.Used or TransferAccess.Busy => StatusCodes.Status409Conflict,
            TransferAccess.WrongWay => StatusCodes.Status405MethodNotAllowed,
            _ => StatusCodes.Status404NotFound,
        });
    }

    [LoggerMessage(EventId = 410, Level = LogLevel.Information, Message = "{Method} of transfer {TransferId} from {RemoteAddress} was turned away: {Access}")]
    private static partial void TurnedAway(ILogger logger, string method, long transferId, string remoteAddress, TransferAccess access);

    [LoggerMessage(EventId = 411, Level = LogLevel.Warning, Message = "The file of transfer {TransferId} was not kept: {Reason}")]
    private static partial void NotKept(ILogger logger, long transferId, string reason);
}

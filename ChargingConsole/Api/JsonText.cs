using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Reads the text of a JSON body.</summary>
internal static class JsonText
{
    /// <summary>The document, which the caller disposes of, or what to answer instead.</summary>
    public static async Task<(JsonDocument? Document, ProblemHttpResult? Problem)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body as application/json."));
        }

        try
        {
            return (await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted), null);
        }
        catch (JsonException e)
        {
            // Where, but not what: the parser's own words quote the body.
            var place = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
            return (null, Problems.Of(StatusCodes.Status400BadRequest, Problems.Malformed, $"The body is not JSON{place}."));
        }
    }
}

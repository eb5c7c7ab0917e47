using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The OCPP payload of a generic command, made compact with its members in the order they came.</summary>
internal sealed class CommandPayload(JsonDocument? document, string text, ProblemHttpResult? problem) : IBody, IDisposable
{
    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; } = problem;

    /// <summary>The object.</summary>
    public JsonElement Element => document!.RootElement;

    /// <summary>The object as compact JSON.</summary>
    public string Text { get; } = text;

    public static async ValueTask<CommandPayload> BindAsync(HttpContext context)
    {
        var (document, problem) = await JsonText.ReadAsync(context);
        if (document is null)
        {
            return new(null, "", problem);
        }

        context.Response.RegisterForDispose(document);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return new(null, "", Problems.Breaks("body", "The body must be the request's payload, a JSON object."));
        }

        try
        {
            return new(document, Compact(document.RootElement), null);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return new(null, "", Problems.Breaks("body", "The body holds text that is not Unicode."));
        }
    }

    public void Dispose() => document?.Dispose();

    private static string Compact(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

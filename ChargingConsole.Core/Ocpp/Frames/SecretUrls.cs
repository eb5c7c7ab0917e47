using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>
/// Hides what is secret in the addresses that charge points are given for files: a password before the host,
/// whatever stands in the query, and the secret part of an address of our own, <c>/transfers/{number}/{secret}/{name}</c>. The number stays, so that
/// request and transfer are still known to belong together.
/// </summary>
public static class SecretUrls
{
    /// <summary>The path under which charge points fetch and deliver files.</summary>
    public const string TransferPath = "/transfers/";

    /// <summary>The payload of a request with secrets hidden; the same text where there are none.</summary>
    /// <param name="action">The action of the CALL.</param>
    /// <param name="payload">The payload as JSON.</param>
    public static string Mask(string? action, string payload)
    {
        if (action is not ("GetDiagnostics" or "GetLog" or "SignedUpdateFirmware" or "UpdateFirmware"))
        {
            return payload;
        }

        var bytes = Encoding.UTF8.GetBytes(payload);
        var hidden = new List<(int Start, int Length, string Text)>();
        try
        {
            using var document = JsonDocument.Parse(bytes);
            Find(document.RootElement, bytes, hidden);
        }
        catch (JsonException)
        {
            return $"\"{Secrets.Hidden}\"";
        }

        var masked = new StringBuilder(payload.Length);
        var from = 0;
        foreach (var (start, length, text) in hidden)
        {
            masked.Append(Encoding.UTF8.GetString(bytes, from, start - from)).Append('"').Append(JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
            from = start + length;
        }

        return hidden.Count == 0 ? payload : masked.Append(Encoding.UTF8.GetString(bytes, from, bytes.Length - from)).ToString();
    }

    /// <summary>A URL with its secrets hidden.</summary>
    public static string MaskUrl(string url)
    {
        var query = url.IndexOf('?');
        return query < 0 || query == url.Length - 1 ? MaskUser(url) : string.Concat(MaskUser(url[..query]), "?", Secrets.Hidden);
    }

    private static string MaskUser(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return url;
        }

        var host = scheme + 3;
        var end = url.AsSpan(host).IndexOfAny("/?#") is >= 0 and var cut ? host + cut : url.Length;
        var at = url.AsSpan(host, end - host).LastIndexOf('@');
        var colon = at < 0 ? -1 : url.AsSpan(host, at).IndexOf(':');
        return MaskPath(colon < 0 ? url : string.Concat(url.AsSpan(0, host + colon + 1), Secrets.Hidden, url.AsSpan(host + at)));
    }

    private static string MaskPath(string url)
    {
        var path = url.IndexOf(TransferPath, StringComparison.Ordinal);
        var number = path < 0 ? -1 : url.IndexOf('/', path + TransferPath.Length);
        if (number < 0)
        {
            return url;
        }

        var end = url.IndexOf('/', number + 1);
        return string.Concat(url.AsSpan(0, number + 1), Secrets.Hidden, end < 0 ? "" : url.AsSpan(end));
    }

    private static void Find(JsonElement element, byte[] bytes, List<(int Start, int Length, string Text)> hidden)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && (member.NameEquals("location") || member.NameEquals("remoteLocation")))
            {
                var url = member.Value.GetString()!;
                if (MaskUrl(url) is { } shown && shown != url)
                {
                    var raw = JsonMarshal.GetRawUtf8Value(member.Value);
                    bytes.AsSpan().Overlaps(raw, out var start);
                    hidden.Add((start, raw.Length, shown));
                }
            }
            else
            {
                Find(member.Value, bytes, hidden);
            }
        }
    }
}

using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace ChargingConsole.Core.Configuration;

/// <summary>
/// Keeps secrets out of whatever is stored or shown: the values of secret configuration keys, passwords
/// inside URLs, and the secret part of the one-time addresses given to charge points. All else stays byte by byte.
/// </summary>
public static class SecretText
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "********";

    /// <summary>The path under which charge points fetch and deliver files: <c>/transfers/{number}/{secret}/{name}</c>.</summary>
    public const string TransferPath = "/transfers/";

    private static readonly string[] s_words = ["password", "passwd", "passphrase", "secret", "authorizationkey", "authkey", "apikey", "privatekey", "presharedkey", "token"];

    private static readonly FrozenSet<string> s_actions = FrozenSet.ToFrozenSet(
        ["ChangeConfiguration", "GetConfiguration", "GetDiagnostics", "GetLog", "SignedUpdateFirmware", "UpdateFirmware"]);

    /// <summary>Whether the value of this key is nobody's to read.</summary>
    public static bool IsSecret(string key)
    {
        foreach (var word in s_words)
        {
            if (key.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of a key as it may be stored and shown.</summary>
    public static string? Of(string key, string? value) =>
        string.IsNullOrEmpty(value) ? value : IsSecret(key) ? Mask : OfUrl(value);

    /// <summary>A payload as it may be stored and shown.</summary>
    /// <param name="action">The action it belongs to, also for an answer; most have no secrets and are given back as they are.</param>
    /// <param name="payload">The JSON as it is on the wire.</param>
    public static string OfPayload(string? action, string payload)
    {
        if (action is null || !s_actions.Contains(action))
        {
            return payload;
        }

        try
        {
            return MaskPayload(payload);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What cannot be read cannot be masked in part.
            return Array.Exists(s_words, word => payload.Contains(word, StringComparison.OrdinalIgnoreCase)) || payload.Contains(TransferPath, StringComparison.Ordinal)
                ? $"(not readable, and may hold a secret: {payload.Length} characters left out)"
                : payload;
        }
    }

    /// <summary>A URL without the password in it, and without the secret part of an address of our own.</summary>
    public static string OfUrl(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return url;
        }

        var text = url;
        var host = scheme + 3;
        var end = text.AsSpan(host).IndexOfAny("/?#") is >= 0 and var cut ? host + cut : text.Length;
        var at = text.LastIndexOf('@', end - 1, end - host);
        if (at > host)
        {
            var colon = text.IndexOf(':', host, at - host);
            text = colon < 0 ? text : string.Concat(text.AsSpan(0, colon + 1), Mask, text.AsSpan(at));
        }

        return OfTransfer(text);
    }

    private static string OfTransfer(string url)
    {
        var path = url.IndexOf(TransferPath, StringComparison.Ordinal);
        if (path < 0)
        {
            return url;
        }

        var number = url.IndexOf('/', path + TransferPath.Length);
        if (number < 0)
        {
            return url;
        }

        var end = url.IndexOf('/', number + 1);
        return string.Concat(url.AsSpan(0, number + 1), Mask, end < 0 ? "" : url.AsSpan(end));
    }

    // Only the values are replaced, so that the rest stays as it was on the wire.
    private static string MaskPayload(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var cuts = new List<(int Start, int Length, string Text)>();
        using (var document = JsonDocument.Parse(bytes))
        {
            Find(document.RootElement, cuts, bytes);
        }

        if (cuts.Count == 0)
        {
            return payload;
        }

        cuts.Sort((one, other) => one.Start.CompareTo(other.Start));
        var masked = new StringBuilder(payload.Length);
        var from = 0;
        foreach (var (start, length, text) in cuts)
        {
            masked.Append(Encoding.UTF8.GetString(bytes, from, start - from)).Append(JsonSerializer.Serialize(text, ConfigurationJson.Default.String));
            from = start + length;
        }

        return masked.Append(Encoding.UTF8.GetString(bytes, from, bytes.Length - from)).ToString();
    }

    private static void Find(JsonElement element, List<(int Start, int Length, string Text)> cuts, byte[] bytes)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Find(item, cuts, bytes);
                }

                break;
            case JsonValueKind.Object:
                var key = element.TryGetProperty("key", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
                foreach (var member in element.EnumerateObject())
                {
                    var masked = Masked(key, member);
                    if (masked is not null)
                    {
                        cuts.Add(Place(member.Value, bytes, masked));
                    }
                    else
                    {
                        Find(member.Value, cuts, bytes);
                    }
                }

                break;
        }
    }

    private static string? Masked(string? key, JsonProperty member)
    {
        if (key is not null && member.NameEquals("value") && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            return Of(key, value) is { } shown && shown != value ? shown : null;
        }

        if (member.Value.ValueKind == JsonValueKind.String && (member.NameEquals("location") || member.NameEquals("remoteLocation")))
        {
            var url = member.Value.GetString()!;
            return OfUrl(url) is { } shown && shown != url ? shown : null;
        }

        return null;
    }

    private static (int Start, int Length, string Text) Place(JsonElement value, byte[] bytes, string text)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value);
        bytes.AsSpan().Overlaps(raw, out var start);
        return (start, raw.Length, text);
    }
}

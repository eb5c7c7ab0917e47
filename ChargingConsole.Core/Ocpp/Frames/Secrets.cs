using System.Text;
using System.Text.Json;

namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>
/// Hides the values of secret configuration keys wherever a payload is kept or shown. Some charge points
/// tell their AuthorizationKey in clear, where the specification calls it write-only (OCPP 1.6 security, A00).
/// </summary>
public static class Secrets
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Hidden = "(hidden)";

    private static readonly string[] s_words = ["AuthorizationKey", "Password", "Passphrase", "Passwd", "Secret"];

    /// <summary>Whether the value of this configuration key is nobody's to see.</summary>
    public static bool IsSecret(string? key) =>
        key is not null && Array.Exists(s_words, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The payload of a request or its answer with secrets hidden; the same text where there are none.</summary>
    /// <param name="action">The action of the CALL.</param>
    /// <param name="payload">The payload as JSON; also one that is broken.</param>
    public static string Mask(string? action, string payload) =>
        action is "GetConfiguration" or "ChangeConfiguration" && IsSecret(payload) ? MaskKeys(payload) : payload;

    private static string MaskKeys(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var hidden = new List<Range>();
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32, AllowTrailingCommas = true });
            Find(ref reader, hidden);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Nobody can tell which text belongs to which key any more: nothing of it is kept.
            return $"\"{Hidden}\"";
        }

        if (hidden.Count == 0)
        {
            return payload;
        }

        var masked = new StringBuilder(payload.Length);
        var from = 0;
        foreach (var value in hidden.OrderBy(range => range.Start.Value))
        {
            masked.Append(Encoding.UTF8.GetString(bytes.AsSpan(from..value.Start.Value))).Append('"').Append(Hidden).Append('"');
            from = value.End.Value;
        }

        return masked.Append(Encoding.UTF8.GetString(bytes.AsSpan(from..))).ToString();
    }

    /// <summary>The places of the values of objects such as <c>{"key":"AuthorizationKey","value":"…"}</c>, in whatever order their members stand.</summary>
    private static void Find(ref Utf8JsonReader reader, List<Range> hidden)
    {
        var isSecret = new Stack<bool>();
        var values = new Stack<Range?>();
        string? member = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    isSecret.Push(false);
                    values.Push(null);
                    break;
                case JsonTokenType.EndObject:
                    var value = values.Pop();
                    if (isSecret.Pop() && value is not null)
                    {
                        hidden.Add(value.Value);
                    }

                    break;
                case JsonTokenType.PropertyName:
                    member = reader.GetString();
                    break;
                case JsonTokenType.String or JsonTokenType.Number when isSecret.Count > 0:
                    Note(ref reader, member, isSecret, values);
                    break;
            }
        }
    }

    private static void Note(ref Utf8JsonReader reader, string? member, Stack<bool> isSecret, Stack<Range?> values)
    {
        if (string.Equals(member, "key", StringComparison.OrdinalIgnoreCase) && reader.TokenType == JsonTokenType.String && IsSecret(reader.GetString()))
        {
            isSecret.Pop();
            isSecret.Push(true);
        }
        else if (string.Equals(member, "value", StringComparison.OrdinalIgnoreCase))
        {
            values.Pop();
            values.Push((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
        }
    }
}

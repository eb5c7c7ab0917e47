using System.Text;
using System.Text.Json;

namespace ChargingConsole.Components.Controls;

/// <summary>A piece of pretty JSON and the class that colours it.</summary>
/// <param name="Class">The CSS class; null for white space.</param>
/// <param name="Text">The text, not encoded.</param>
public readonly record struct JsonToken(string? Class, string Text)
{
    /// <summary>The class of a member's name.</summary>
    public const string Key = "json-key";

    /// <summary>For a member's name, the name without its quotes.</summary>
    public string Name => Text.Trim('"');

    /// <summary>Takes JSON apart for show; what is no JSON comes back as one piece.</summary>
    public static IReadOnlyList<JsonToken> Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
            var tokens = new List<JsonToken>();
            Write(document.RootElement, 0, tokens);
            return tokens;
        }
        catch (JsonException)
        {
            return [new JsonToken(null, json)];
        }
    }

    /// <summary>The JSON with line breaks and indents, or the text as it is.</summary>
    public static string Pretty(string json)
    {
        var text = new StringBuilder();
        foreach (var token in Of(json))
        {
            text.Append(token.Text);
        }

        return text.ToString();
    }

    private static void Write(JsonElement element, int depth, List<JsonToken> tokens)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(element.EnumerateObject().ToArray(), '{', '}', depth, tokens, (member, into) =>
                {
                    into.Add(new JsonToken(Key, $"\"{member.Name}\""));
                    into.Add(new JsonToken("json-mark", ": "));
                    Write(member.Value, depth + 1, into);
                });
                break;
            case JsonValueKind.Array:
                WriteMembers(element.EnumerateArray().ToArray(), '[', ']', depth, tokens, (item, into) => Write(item, depth + 1, into));
                break;
            case JsonValueKind.String:
                tokens.Add(new JsonToken("json-text", element.GetRawText()));
                break;
            case JsonValueKind.Number:
                tokens.Add(new JsonToken("json-number", element.GetRawText()));
                break;
            default:
                tokens.Add(new JsonToken("json-word", element.GetRawText()));
                break;
        }
    }

    private static void WriteMembers<T>(T[] members, char open, char close, int depth, List<JsonToken> tokens, Action<T, List<JsonToken>> write)
    {
        if (members.Length == 0)
        {
            tokens.Add(new JsonToken("json-mark", $"{open}{close}"));
            return;
        }

        tokens.Add(new JsonToken("json-mark", $"{open}"));
        for (var i = 0; i < members.Length; i++)
        {
            tokens.Add(new JsonToken(null, Indent(depth + 1)));
            write(members[i], tokens);
            if (i < members.Length - 1)
            {
                tokens.Add(new JsonToken("json-mark", ","));
            }
        }

        tokens.Add(new JsonToken(null, Indent(depth)));
        tokens.Add(new JsonToken("json-mark", $"{close}"));
    }

    private static string Indent(int depth) => $"\n{new string(' ', depth * 2)}";
}

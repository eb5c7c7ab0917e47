using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>
/// A payload while it is written: one JSON object that the fields and the hand both edit. Members are
/// named by paths as the check names them, such as <c>log.remoteLocation</c> and <c>key[2]</c>.
/// </summary>
public sealed class PayloadDraft(JsonObject root)
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object.</summary>
    public JsonObject Root { get; private set; } = root;

    /// <summary>The object as compact JSON.</summary>
    public string Json => Root.ToJsonString(s_compact);

    /// <summary>Takes what was written by hand; tells what is wrong when it is no JSON object.</summary>
    public string? Replace(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject told)
            {
                return Texts.Say("The payload must be a JSON object, from { to }.");
            }

            // Reads every member: a name that is there twice is only found then.
            _ = told.ToJsonString();
            Root = told;
            return null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return exception is JsonException { LineNumber: { } line }
                ? Texts.Say("This is not JSON yet: see line {0}.", line + 1)
                : Texts.Say("A member is there twice.");
        }
    }

    /// <summary>The value at a path; null when there is none.</summary>
    public JsonNode? Find(string path)
    {
        JsonNode? node = Root;
        foreach (var (name, index) in Steps(path))
        {
            node = name is not null
                ? node is JsonObject members ? members[name] : null
                : node is JsonArray list && index < list.Count ? list[index] : null;
        }

        return node;
    }

    /// <summary>The value at a path as the text of a field; empty when there is none.</summary>
    public string Text(string path) => Find(path) switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var node => node.ToJsonString(s_compact),
    };

    /// <summary>Sets the value at a path, with what lies above it; null takes the member away.</summary>
    public void Set(string path, JsonNode? value)
    {
        var steps = Steps(path).ToArray();
        JsonNode node = Root;
        for (var i = 0; i < steps.Length - 1; i++)
        {
            var (name, index) = steps[i];
            JsonNode Made() => steps[i + 1].Name is null ? new JsonArray() : new JsonObject();
            if (name is not null && node is JsonObject members)
            {
                node = members[name] ??= Made();
            }
            else if (node is JsonArray list && index < list.Count)
            {
                node = list[index] ??= Made();
            }
            else
            {
                return;
            }
        }

        var (last, at) = steps[^1];
        switch (node)
        {
            case JsonObject owner when last is not null && value is null:
                owner.Remove(last);
                break;
            case JsonObject owner when last is not null:
                owner[last] = value;
                break;
            case JsonArray list when at < list.Count && value is null:
                list.RemoveAt(at);
                break;
            case JsonArray list when at < list.Count:
                list[at] = value;
                break;
            case JsonArray list when value is not null:
                list.Add(value);
                break;
        }
    }

    /// <summary>What a person typed, as the value of a field: what should be a number and is none stays text, and the check tells so.</summary>
    public static JsonNode? Read(FormField field, string? typed)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return field.MayBeEmpty && typed is not null ? JsonValue.Create("") : null;
        }

        return field.Kind switch
        {
            FieldKind.Count or FieldKind.Connector or FieldKind.Session or FieldKind.Reservation
                when long.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
            FieldKind.Fraction when decimal.TryParse(typed.Replace(',', '.'), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(typed),
        };
    }

    private static IEnumerable<(string? Name, int Index)> Steps(string path)
    {
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            yield return part[^1] == ']' && int.TryParse(part[..^1], CultureInfo.InvariantCulture, out var index) ? (null, index) : (part, 0);
        }
    }
}

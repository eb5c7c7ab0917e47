using System.Text.Json;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>How a payload breaks the specification.</summary>
internal enum Break
{
    /// <summary>A required member is left out.</summary>
    Missing,
    /// <summary>A required member is null.</summary>
    MissingNull,
    /// <summary>A member that may be left out is null.</summary>
    Null,
    /// <summary>Another JSON type that nobody can make sense of.</summary>
    Type,
    /// <summary>Another JSON type with an obvious meaning, such as a number as text.</summary>
    NearType,
    /// <summary>A text that is no time.</summary>
    Time,
    /// <summary>A text that is no URI.</summary>
    Location,
    /// <summary>No word of the enumeration.</summary>
    Word,
    /// <summary>A text one character too long.</summary>
    Length,
    /// <summary>A number below the least allowed.</summary>
    Minimum,
    /// <summary>A number that is no multiple of 0.1.</summary>
    Step,
    /// <summary>A list without elements that needs one.</summary>
    Empty,
    /// <summary>A member that the specification does not know.</summary>
    Unknown,
}

/// <summary>A payload that breaks the specification in one place.</summary>
internal sealed record Broken(string Path, Break Break, string Json)
{
    public override string ToString() => $"{Break} {Path}: {(Json.Length > 300 ? Json[..300] : Json)}";
}

/// <summary>Payloads made from a shape: valid ones, and every way to break each of their members.</summary>
internal static class Payloads
{
    /// <summary>Only what is required.</summary>
    public static string Minimal(Shape shape) => Object(shape.Members.Where(member => member.IsRequired).Select(member => Pair(member, Minimal(member.Kind))));

    /// <summary>Every member, texts as long as they may be.</summary>
    public static string Full(Shape shape) => Object(shape.Members.Select(member => Pair(member, Full(member.Kind))));

    /// <summary>Valid payloads: minimal, full, and one for each word of each enumeration.</summary>
    public static IEnumerable<string> Valid(Shape shape) => Words(shape).Prepend(Full(shape)).Prepend(Minimal(shape));

    /// <summary>Whether a payload keeps to a shape.</summary>
    public static bool Fits(Shape shape, string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return Fits(shape, document.RootElement);
    }

    /// <summary>Each payload broken in one place, wherever that can be.</summary>
    public static IEnumerable<Broken> Broken(Shape shape)
    {
        yield return new("unheardOf", Break.Unknown, Object(shape.Members.Select(member => Pair(member, Full(member.Kind))).Append("\"unheardOf\":1")));
        foreach (var member in shape.Members)
        {
            if (member.IsRequired)
            {
                yield return new(member.Name, Break.Missing, Object(shape.Members.Where(other => other != member).Select(other => Pair(other, Full(other.Kind)))));
            }

            yield return new(member.Name, member.IsRequired ? Break.MissingNull : Break.Null, With(shape, member, "null"));
            foreach (var broken in Broken(member.Kind))
            {
                yield return broken with { Path = member.Name + broken.Path, Json = With(shape, member, broken.Json) };
            }
        }
    }

    private static bool Fits(Shape shape, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().All(told => shape.Members.Any(member => member.Name == told.Name && Fits(member.Kind, told.Value)))
        && shape.Members.All(member => !member.IsRequired || value.TryGetProperty(member.Name, out _));

    private static bool Fits(Kind kind, JsonElement value) => kind switch
    {
        IntegerKind => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        TextKind text => value.ValueKind == JsonValueKind.String && !(value.GetString()!.Length > text.MaxLength),
        TimeKind => value.ValueKind == JsonValueKind.String && value.GetString()!.EndsWith('Z') && value.TryGetDateTimeOffset(out _),
        ChoiceKind choice => value.ValueKind == JsonValueKind.String && choice.Words.Contains(value.GetString()),
        ObjectKind inner => Fits(inner.Shape, value),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private static IEnumerable<Broken> Broken(Kind kind) => kind switch
    {
        IntegerKind integer => [Of(Break.Type, """{"a":1}"""), Of(Break.Type, "\"x\""), Of(Break.NearType, "\"7\""), Of(Break.NearType, "7.4"),
            .. integer.Minimum is { } minimum ? [Of(Break.Minimum, $"{minimum - 1}")] : Array.Empty<Broken>()],
        TenthsKind => [Of(Break.Type, """{"a":1}"""), Of(Break.Type, "\"x\""), Of(Break.NearType, "\"16.5\""), Of(Break.Step, "16.55")],
        TextKind text => [Of(Break.Type, """{"a":1}"""), Of(Break.Type, "[1]"), Of(Break.NearType, "5"), Of(Break.NearType, "true"),
            .. text.MaxLength is { } limit ? [Of(Break.Length, $"\"{new string('a', limit + 1)}\"")] : Array.Empty<Broken>()],
        TimeKind => [Of(Break.Time, "5"), Of(Break.Time, "\"yesterday\"")],
        UriKind => [Of(Break.Type, """{"a":1}"""), Of(Break.NearType, "5"), Of(Break.Location, "\"/firmware.bin\"")],
        FlagKind => [Of(Break.Type, "\"perhaps\""), Of(Break.NearType, "\"true\""), Of(Break.NearType, "1")],
        ChoiceKind => [Of(Break.Type, """{"a":1}"""), Of(Break.Word, "\"Nonsense\""), Of(Break.Word, "\"\"")],
        ObjectKind inner => Broken(inner.Shape).Select(broken => broken with { Path = "." + broken.Path }).Append(Of(Break.Type, "5")),
        ListKind list => [Of(Break.Type, "5"), .. list.IsNotEmpty ? [Of(Break.Empty, "[]")] : Array.Empty<Broken>(),
            .. Broken(list.Element).Select(broken => broken with { Path = "[1]" + broken.Path, Json = $"[{Full(list.Element)},{broken.Json}]" })],
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private static IEnumerable<string> Words(Shape shape) =>
        shape.Members.SelectMany(member => Words(member.Kind).Select(value => With(shape, member, value)));

    private static IEnumerable<string> Words(Kind kind) => kind switch
    {
        ChoiceKind choice => choice.Words.Select(Text),
        ObjectKind inner => Words(inner.Shape),
        ListKind list => Words(list.Element).Select(value => $"[{value}]"),
        _ => [],
    };

    private static string Full(Kind kind) => kind switch
    {
        ObjectKind inner => Full(inner.Shape),
        ListKind list => $"[{Full(list.Element)},{Minimal(list.Element)}]",
        TextKind { MaxLength: { } limit } => Text(new string('a', limit)),
        _ => Minimal(kind),
    };

    private static string Minimal(Kind kind) => kind switch
    {
        IntegerKind => "7",
        TenthsKind => "16.5",
        TextKind => Text("a"),
        TimeKind => Text("2026-01-31T12:00:00.000Z"),
        UriKind => Text("https://files.example/firmware.bin"),
        FlagKind => "false",
        ChoiceKind choice => Text(choice.Words[0]),
        ObjectKind inner => Minimal(inner.Shape),
        ListKind list => $"[{Minimal(list.Element)}]",
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private static string With(Shape shape, Member changed, string value) =>
        Object(shape.Members.Select(member => Pair(member, member == changed ? value : Full(member.Kind))));

    private static Broken Of(Break broken, string json) => new("", broken, json);

    private static string Object(IEnumerable<string> pairs) => $"{{{string.Join(',', pairs)}}}";

    private static string Pair(Member member, string value) => $"\"{member.Name}\":{value}";

    private static string Text(string text) => $"\"{text}\"";
}

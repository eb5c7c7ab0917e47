using System.Collections.Frozen;
using System.Globalization;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>Who sends a request.</summary>
internal enum Way
{
    FromCharger,
    ToCharger,
    Both,
}

/// <summary>
/// An object of the specification, a line a member in the specification's order: <c>name: kind</c>, with a star when it
/// is required. Kinds: <c>integer</c>, <c>integer&gt;=0</c>, <c>tenths</c>, <c>text</c>, <c>text20</c>, <c>time</c>,
/// <c>uri</c>, <c>flag</c>, <c>A|B</c> for one of these words, <c>{Shape}</c> for an object, <c>[kind]</c> for a list
/// and <c>[kind]+</c> for a list that is not empty. A line that begins with a bar goes on with the words.
/// </summary>
internal record Shape(string Name, string Text)
{
    private Member[]? _members;

    public IReadOnlyList<Member> Members => _members ??=
    [
        .. Text.ReplaceLineEndings("\n").Replace("\n    |", "|", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Member.Parse),
    ];
}

/// <summary>A message of the specification; its name ends with Request or Response.</summary>
internal sealed record Message(string Name, Way Way, string Text) : Shape(Name, Text)
{
    public bool IsRequest => Name.EndsWith("Request", StringComparison.Ordinal);

    public string Action => IsRequest ? Name[..^"Request".Length] : Name[..^"Response".Length];
}

internal sealed record Member(string Name, bool IsRequired, Kind Kind)
{
    public static Member Parse(string line)
    {
        var parts = line.Split(": ", 2);
        return new(parts[0].TrimEnd('*'), parts[0].EndsWith('*'), Kind.Parse(parts[1]));
    }
}

/// <summary>What a value may be.</summary>
internal abstract record Kind
{
    public static Kind Parse(string text) => text switch
    {
        "integer" => new IntegerKind(null),
        "tenths" => new TenthsKind(),
        "text" => new TextKind(null),
        "time" => new TimeKind(),
        "uri" => new UriKind(),
        "flag" => new FlagKind(),
        _ when text.Contains('|') => new ChoiceKind(text.Split('|')),
        _ when text.StartsWith('{') => new ObjectKind(text[1..^1]),
        _ when text.StartsWith('[') => new ListKind(Parse(text.TrimEnd('+')[1..^1]), text.EndsWith('+')),
        _ when text.StartsWith("integer>=", StringComparison.Ordinal) => new IntegerKind(Number(text["integer>=".Length..])),
        _ when text.StartsWith("text", StringComparison.Ordinal) => new TextKind(Number(text["text".Length..])),
        _ => throw new FormatException(text),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

internal sealed record IntegerKind(int? Minimum) : Kind;

internal sealed record TenthsKind : Kind;

internal sealed record TextKind(int? MaxLength) : Kind;

internal sealed record TimeKind : Kind;

internal sealed record UriKind : Kind;

internal sealed record FlagKind : Kind;

internal sealed record ChoiceKind(string[] Words) : Kind;

internal sealed record ObjectKind(string Name) : Kind
{
    public Shape Shape => MessageTable.Shapes[Name];
}

internal sealed record ListKind(Kind Element, bool IsNotEmpty) : Kind;

/// <summary>Every message of OCPP 1.6 with its security extension: 39 actions, each with a request and a response.</summary>
internal static class MessageTable
{
    public static FrozenDictionary<string, Message> All { get; } = new[]
    {
        CoreTable.Messages, FirmwareTable.Messages, LocalAuthListTable.Messages, ReservationTable.Messages,
        SmartChargingTable.Messages, RemoteTriggerTable.Messages, SecurityTable.Messages,
    }.SelectMany(messages => messages).ToFrozenDictionary(message => message.Name);

    public static FrozenDictionary<string, Shape> Shapes { get; } = new[] { CoreTable.Shapes, LocalAuthListTable.Shapes, SecurityTable.Shapes }
        .SelectMany(shapes => shapes).ToFrozenDictionary(shape => shape.Name);

    public static TheoryData<string> Names(Func<Message, bool> are) => [.. All.Values.Where(are).Select(message => message.Name).Order(StringComparer.Ordinal)];
}

using System.Text;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16.Shapes;

/// <summary>What a member's value may be.</summary>
internal abstract record ValueRule
{
    /// <summary>Notes every way in which a value breaks this rule.</summary>
    public abstract void Check(JsonElement value, string path, List<PayloadFault> faults);

    /// <summary>Writes a value that keeps to this rule, as it was told.</summary>
    public virtual void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);

    /// <summary>The text of a value; null, with the fault noted, when it is none.</summary>
    protected static string? Text(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(new(path, "must be a text", FrameFlags.WrongType));
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON by its grammar, and no text.
            faults.Add(new(path, "holds text that is not Unicode", FrameFlags.WrongType));
            return null;
        }
    }
}

/// <summary>A text, of at most so many characters where the specification has a limit.</summary>
internal sealed record TextRule(int? MaxLength) : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (Text(value, path, faults) is { } text && MaxLength is { } limit && text.Length > limit && text.EnumerateRunes().Count() > limit)
        {
            faults.Add(new(path, $"is longer than {limit} characters", FrameFlags.TooLong));
        }
    }
}

/// <summary>One of the specification's words, in its spelling.</summary>
internal sealed record ChoiceRule(IReadOnlyList<string> Words) : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (Text(value, path, faults) is { } text && !Words.Contains(text))
        {
            faults.Add(new(path, $"must be one of {string.Join(", ", Words)}", FrameFlags.UnknownValue));
        }
    }
}

/// <summary>A time with its zone (RFC 3339), such as 2026-01-31T12:00:00Z.</summary>
internal sealed record TimestampRule : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (Text(value, path, faults) is { } text && !(value.TryGetDateTimeOffset(out _) && IsWhole(text)))
        {
            faults.Add(new(path, "must be a time with its zone, such as 2026-01-31T12:00:00Z", FrameFlags.OddTimestamp));
        }
    }

    // .NET also takes a date alone, a time without seconds, and a time without zone.
    private static bool IsWhole(string text) =>
        text.Length >= 20 && text[10] == 'T' && text[16] == ':' && (text[^1] == 'Z' || text.AsSpan(19).IndexOfAny('+', '-') >= 0);
}

/// <summary>An absolute URI.</summary>
internal sealed record LocationRule : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        // To .NET on Unix, a path is an absolute URI.
        if (Text(value, path, faults) is { } text && (text.StartsWith('/') || !Uri.TryCreate(text, UriKind.Absolute, out _)))
        {
            faults.Add(new(path, "must be a URI, such as https://host/file", FrameFlags.UnknownValue));
        }
    }
}

/// <summary>An integer of 32 bits.</summary>
internal sealed record IntegerRule(int? Minimum) : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            faults.Add(new(path, "must be an integer", FrameFlags.WrongType));
        }
        else if (number < Minimum)
        {
            faults.Add(new(path, $"must be at least {Minimum}", FrameFlags.UnknownValue));
        }
    }
}

/// <summary>A number in steps of 0.1.</summary>
internal sealed record TenthsRule : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            faults.Add(new(path, "must be a number", FrameFlags.WrongType));
        }
        else if (!value.TryGetDecimal(out var number) || number % 0.1m != 0)
        {
            faults.Add(new(path, "must be a multiple of 0.1", FrameFlags.UnknownValue));
        }
    }
}

/// <summary>True or false.</summary>
internal sealed record FlagRule : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add(new(path, "must be true or false", FrameFlags.WrongType));
        }
    }
}

/// <summary>An object of its own shape.</summary>
internal sealed record ObjectRule(PayloadShape Shape) : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults) => Shape.Check(value, path, faults);

    public override void Write(Utf8JsonWriter writer, JsonElement value) => Shape.Write(writer, value);
}

/// <summary>An array whose elements all keep to one rule.</summary>
internal sealed record ListRule(ValueRule Element, int Minimum) : ValueRule
{
    public override void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new(path, "must be an array", FrameFlags.WrongType));
            return;
        }

        if (value.GetArrayLength() < Minimum)
        {
            faults.Add(new(path, "must have an element", FrameFlags.MissingMember));
        }

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            Element.Check(element, $"{path}[{index++}]", faults);
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartArray();
        foreach (var element in value.EnumerateArray())
        {
            Element.Write(writer, element);
        }

        writer.WriteEndArray();
    }
}

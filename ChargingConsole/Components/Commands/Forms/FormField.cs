using System.Text.Json.Nodes;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>What a field is filled in with.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Text,
    /// <summary>Several lines of text.</summary>
    LongText,
    /// <summary>An integer.</summary>
    Count,
    /// <summary>A number with a fraction.</summary>
    Fraction,
    /// <summary>One of a few words.</summary>
    Choice,
    /// <summary>Date and time, picked in the viewer's zone and sent in UTC.</summary>
    Moment,
    /// <summary>An id tag, with those that are known at hand.</summary>
    IdTag,
    /// <summary>A connector of the charger.</summary>
    Connector,
    /// <summary>An open session of the charger.</summary>
    Session,
    /// <summary>A reservation on the charger.</summary>
    Reservation,
    /// <summary>A configuration key.</summary>
    ConfigurationKey,
    /// <summary>An object with fields of its own.</summary>
    Group,
    /// <summary>Any number of the one field told.</summary>
    List,
}

/// <summary>A word to choose.</summary>
/// <param name="Value">The specification's word.</param>
/// <param name="Meaning">What it means to an operator.</param>
public sealed record FieldChoice(string Value, string Meaning);

/// <summary>One member of a request's payload, as an operator fills it in.</summary>
/// <param name="Member">The member's name in the payload; empty for the element of a list.</param>
/// <param name="Label">Its name on the screen.</param>
/// <param name="Kind">What it is filled in with.</param>
public sealed record FormField(string Member, string Label, FieldKind Kind)
{
    /// <summary>What it does, in one sentence.</summary>
    public string? Help { get; init; }

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the console fills it in when it is left out, although the charger needs it.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Whether an empty text is a value too.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The unit of a number.</summary>
    public string? Unit { get; init; }

    /// <summary>The longest text.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether connector 0, the whole charger, may be chosen.</summary>
    public bool HasStation { get; init; }

    /// <summary>The words to choose from.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>The fields of a group; the one field of a list.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What it begins with; null for nothing.</summary>
    public Func<FormStart, JsonNode?>? Start { get; init; }

    /// <summary>What this field begins with, of itself or made of its fields.</summary>
    public JsonNode? StartOf(FormStart start)
    {
        if (Start is not null)
        {
            return Start(start);
        }

        if (IsOptional)
        {
            return null;
        }

        return Kind switch
        {
            FieldKind.Group => NewObject(start),
            FieldKind.List when Fields[0].StartOf(start) is { } first => new JsonArray(first),
            _ => null,
        };
    }

    /// <summary>The object of a group's fields, as they begin.</summary>
    public JsonObject NewObject(FormStart start) => Of(Fields, start);

    internal static JsonObject Of(IEnumerable<FormField> fields, FormStart start)
    {
        var made = new JsonObject();
        foreach (var field in fields)
        {
            if (field.StartOf(start) is { } value)
            {
                made[field.Member] = value;
            }
        }

        return made;
    }
}

/// <summary>What is known where a form is opened.</summary>
/// <param name="ChargePoint">The charger.</param>
/// <param name="Now">The present time, UTC.</param>
public readonly record struct FormStart(Core.ChargePoints.ChargePoint ChargePoint, DateTimeOffset Now);

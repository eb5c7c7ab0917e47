using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16.Shapes;

/// <summary>
/// What an object of the specification may hold, in the specification's order. One table of members
/// serves both: the strict check of what is sent, and its canonical text.
/// </summary>
internal sealed class PayloadShape(params Member[] members)
{
    /// <summary>The members, in the specification's order.</summary>
    public IReadOnlyList<Member> Members => members;

    /// <summary>Notes every way in which an object breaks this shape, the first one first.</summary>
    public void Check(JsonElement value, string path, List<PayloadFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(path, "must be an object", FrameFlags.WrongType));
            return;
        }

        foreach (var member in members)
        {
            if (value.TryGetProperty(member.Name, out var told))
            {
                member.Rule.Check(told, Join(path, member.Name), faults);
            }
            else if (member.IsRequired)
            {
                faults.Add(new(Join(path, member.Name), "is required", FrameFlags.MissingMember));
            }
        }

        CheckNames(value, path, faults);
    }

    /// <summary>Writes an object that keeps to this shape: its members in the specification's order, their values as told.</summary>
    public void Write(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var member in members)
        {
            if (value.TryGetProperty(member.Name, out var told))
            {
                writer.WritePropertyName(member.Name);
                member.Rule.Write(writer, told);
            }
        }

        writer.WriteEndObject();
    }

    private void CheckNames(JsonElement value, string path, List<PayloadFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var told in value.EnumerateObject())
        {
            if (!TryName(told, out var name))
            {
                faults.Add(new(path, "has a member whose name is not Unicode", FrameFlags.UnknownMember));
            }
            else if (!Array.Exists(members, member => member.Name == name))
            {
                faults.Add(new(Join(path, name), "is not a member the specification knows", FrameFlags.UnknownMember));
            }
            else if (!seen.Add(name))
            {
                faults.Add(new(Join(path, name), "is there twice", FrameFlags.ExtraElements));
            }
        }
    }

    private static bool TryName(JsonProperty told, out string name)
    {
        try
        {
            name = told.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON by its grammar, and no text.
            name = "";
            return false;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

/// <summary>A member of a <see cref="PayloadShape"/>.</summary>
internal sealed record Member(string Name, ValueRule Rule, bool IsRequired)
{
    /// <summary>A member that must be there.</summary>
    public static Member Required(string name, ValueRule rule) => new(name, rule, true);

    /// <summary>A member that may be left out; there is no null.</summary>
    public static Member Optional(string name, ValueRule rule) => new(name, rule, false);
}

/// <summary>A record that knows its shape in the specification.</summary>
internal interface IShaped
{
    /// <summary>The shape.</summary>
    static abstract PayloadShape Shape { get; }
}

/// <summary>A request the central system sends.</summary>
internal interface IOutboundRequest : IShaped
{
    /// <summary>The action's name in the specification.</summary>
    static abstract string Action { get; }
}

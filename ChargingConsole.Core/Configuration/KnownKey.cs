using System.Globalization;

namespace ChargingConsole.Core.Configuration;

/// <summary>What the specification says of a configuration key (OCPP 1.6 §9, and the security white paper §2).</summary>
public sealed record KnownKey
{
    private static readonly string[] s_truths = ["true", "false"];

    /// <summary>The key in the specification's spelling.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>The kind of value.</summary>
    public required KeyType Type { get; init; }

    /// <summary>The feature profile it belongs to, in words.</summary>
    public required string Profile { get; init; }

    /// <summary>The unit of a number, such as "s"; null when it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>The least a number may be.</summary>
    public long Minimum { get; init; }

    /// <summary>The most a number may be.</summary>
    public long Maximum { get; init; } = int.MaxValue;

    /// <summary>The least and the most characters of a text.</summary>
    public (int Least, int Most) Length { get; init; } = (0, 500);

    /// <summary>The values a text or the elements of a list may have; none when any will do.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Whether the specification makes it read-only.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>What to know before it is changed; null when there is nothing to fear.</summary>
    public string? Caution { get; init; }

    /// <summary>The values to choose from where there are few; none otherwise.</summary>
    public IReadOnlyList<string> Choices => Type == KeyType.Boolean ? s_truths : Type == KeyType.Text ? Allowed : [];

    /// <summary>Why the value is none for this key, as a sentence without the key's name; null when it is one.</summary>
    public string? Fault(string value) => Type switch
    {
        KeyType.Boolean => s_truths.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) ? null : "must be true or false",
        KeyType.Number => NumberFault(value),
        KeyType.List => ListFault(value),
        _ => TextFault(value),
    };

    private string? NumberFault(string value) =>
        !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? $"must be a whole number{(Unit is null ? "" : $" ({Unit})")}"
        : number < Minimum ? $"must be at least {Minimum}"
        : number > Maximum ? $"must be at most {Maximum}"
        : null;

    private string? ListFault(string value)
    {
        foreach (var element in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Allowed.Count > 0 && !Allowed.Contains(WithoutPhase(element), StringComparer.Ordinal))
            {
                return Allowed.FirstOrDefault(known => known.Equals(WithoutPhase(element), StringComparison.OrdinalIgnoreCase)) is { } spelled
                    ? $"has \"{element}\", which is spelled {spelled}"
                    : $"has \"{element}\", which is none of {string.Join(", ", Allowed)}";
            }
        }

        return null;
    }

    // A measurand may be combined with a phase, such as Voltage.L1-N (OCPP 1.6 §9.1.18).
    private static string WithoutPhase(string element) =>
        element.LastIndexOf('.') is > 0 and var dot && element[(dot + 1)..] is "L1" or "L2" or "L3" or "N" or "L1-N" or "L2-N" or "L3-N" or "L1-L2" or "L2-L3" or "L3-L1"
            ? element[..element.LastIndexOf('.')]
            : element;

    private string? TextFault(string value) =>
        value.Length < Length.Least ? $"must have at least {Length.Least} characters"
        : value.Length > Length.Most ? $"must have at most {Length.Most} characters"
        : Allowed.Count > 0 && !Allowed.Contains(value, StringComparer.Ordinal) ? $"must be one of {string.Join(", ", Allowed)}"
        : null;
}

/// <summary>The kinds of values that configuration keys have.</summary>
public enum KeyType : byte
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>true or false.</summary>
    Boolean,
    /// <summary>A whole number.</summary>
    Number,
    /// <summary>Texts separated by commas.</summary>
    List,
}

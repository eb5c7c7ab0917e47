using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Components.Configuration;

/// <summary>A template while it is written.</summary>
public sealed class TemplateDraft
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Description { get; set; } = "";

    /// <summary>The keys and values, in the order in which they are sent.</summary>
    public List<TemplateLine> Lines { get; } = [];

    /// <summary>Whether the template exists already, under this name.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>The draft of a template that exists.</summary>
    public static TemplateDraft Of(ConfigurationTemplate template)
    {
        var draft = new TemplateDraft { Name = template.Name, Description = template.Description ?? "", IsKnown = true };
        draft.Lines.AddRange(template.Values.Select(pair => new TemplateLine { Key = pair.Key, Value = pair.Value }));
        return draft;
    }

    /// <summary>Takes what a charger has now of the keys that may be written, unless the draft has them; gives how many.</summary>
    public int Take(IEnumerable<ConfigurationKeyRow> rows)
    {
        var taken = rows
            .Where(row => row is { IsKnown: true, Value: not null } && row.IsReadonly != true && KnownKeys.Find(row.Key) is not { IsReadonly: true } && !Secrets.IsSecret(row.Key))
            .Where(row => !Lines.Exists(line => line.Key.Trim().Equals(row.Key, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(row => row.Key, StringComparer.OrdinalIgnoreCase)
            .Select(row => new TemplateLine { Key = row.Key, Value = row.Value! })
            .ToList();
        Lines.AddRange(taken);
        return taken.Count;
    }

    /// <summary>The template as written so far.</summary>
    public ConfigurationTemplate Template() => new()
    {
        Name = Name.Trim(),
        Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
        Values = [.. Lines.Select(line => KeyValuePair.Create(line.Key.Trim(), line.Value))],
    };
}

/// <summary>One key and its value while they are written.</summary>
public sealed class TemplateLine
{
    /// <summary>The key.</summary>
    public string Key { get; set; } = "";

    /// <summary>The value.</summary>
    public string Value { get; set; } = "";
}

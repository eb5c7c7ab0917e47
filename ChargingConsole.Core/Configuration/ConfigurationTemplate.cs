using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Configuration;

/// <summary>A named set of keys and values, ready to be sent to one charge point or to many.</summary>
public sealed record ConfigurationTemplate
{
    /// <summary>The most keys a template may have.</summary>
    public const int MaxKeys = 200;

    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The keys and values, in the order in which they are sent.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Values { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who last changed it.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>The payloads of ChangeConfiguration, in order, as compact OCPP JSON.</summary>
    public IReadOnlyList<string> Payloads() => [.. Values.Select(pair => ChangePayload(pair.Key, pair.Value))];

    /// <summary>What is wrong with it: a member and a sentence; null when it can be kept.</summary>
    public (string Member, string Message)? Fault()
    {
        if (Name.Trim().Length is 0 or > MaxNameLength)
        {
            return ("name", $"name must have 1 to {MaxNameLength} characters.");
        }

        if (Description is { Length: > 1000 })
        {
            return ("description", "description is longer than 1000 characters.");
        }

        if (Values.Count is 0 or > MaxKeys)
        {
            return ("values", $"values must have 1 to {MaxKeys} keys.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Values)
        {
            if (KnownKeys.Fault(key, value) is { } fault)
            {
                return ("values", fault.Member == "key" ? fault.Message : $"{key}: {fault.Message}");
            }

            if (Secrets.IsSecret(key))
            {
                return ("values", $"{key} is a secret, which every charger has for itself and no template keeps.");
            }

            if (KnownKeys.Find(key) is { IsReadonly: true })
            {
                return ("values", $"{key} can only be read.");
            }

            if (!seen.Add(key))
            {
                return ("values", $"{key} is there twice.");
            }
        }

        return null;
    }

    /// <summary>The payload that sets one key.</summary>
    public static string ChangePayload(string key, string value) =>
        $$"""{"key":{{JsonSerializer.Serialize(key, ConfigurationJson.Plain.String)}},"value":{{JsonSerializer.Serialize(value, ConfigurationJson.Plain.String)}}}""";

    internal static ConfigurationTemplate From(ConfigurationTemplateRow row) => new()
    {
        Name = row.Name,
        Description = row.Description,
        Values = [.. JsonSerializer.Deserialize(row.Values, ConfigurationJson.Plain.ListKeyValuePairStringString) ?? []],
        CreatedAt = row.CreatedAt,
        ChangedAt = row.ChangedAt,
        ChangedBy = row.ChangedBy,
    };

    internal ConfigurationTemplateRow ToRow() => new()
    {
        Name = Name,
        Description = Description,
        Values = JsonSerializer.Serialize([.. Values], ConfigurationJson.Plain.ListKeyValuePairStringString),
        CreatedAt = CreatedAt,
        ChangedAt = ChangedAt,
        ChangedBy = ChangedBy,
    };
}

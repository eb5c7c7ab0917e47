using System.Collections.Concurrent;
using System.Globalization;
using ChargingConsole.Simulator.ChargePoints.Configuring;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The configuration keys of one charge point (OCPP 1.6 §9 and the security extension).</summary>
public sealed class ConfigurationKeys
{
    private readonly ChargePointFeatures _features;
    // Only what differs from the factory's value is kept: thousands of charge points share the catalogue.
    private readonly ConcurrentDictionary<string, string> _values;

    internal ConfigurationKeys(ChargePointDescription description, VirtualChargePointOptions options)
    {
        _features = description.Features;
        var connectors = description.Connectors.Count;
        _values = new(concurrencyLevel: 1, capacity: 12, StringComparer.Ordinal)
        {
            ["MeterValueSampleInterval"] = Text((int)options.MeterValueInterval.TotalSeconds),
            ["WebSocketPingInterval"] = Text((int)options.PingInterval.TotalSeconds),
            ["TransactionMessageRetryInterval"] = Text((int)options.ResendDelay.TotalSeconds),
            ["NumberOfConnectors"] = Text(connectors),
            ["SecurityProfile"] = Text(ProfileOf(options)),
            ["ConnectorPhaseRotation"] = string.Join(',', Enumerable.Range(0, connectors + 1).Select(i => $"{i}.RST")),
            ["SupportedFeatureProfiles"] = string.Join(',', Enum.GetValues<ChargePointFeatures>()
                .Where(feature => feature is not (ChargePointFeatures.None or ChargePointFeatures.Security or ChargePointFeatures.All) && _features.HasFlag(feature))
                .Select(feature => feature.ToString()).Prepend("Core")),
        };
        foreach (var (key, value) in description.Configuration)
        {
            _values[key] = value;
        }
    }

    /// <summary>A key changed; the argument is its name.</summary>
    public event Action<string>? Changed;

    /// <summary>All keys, sorted by name.</summary>
    public IReadOnlyList<string> Names => [.. KeyCatalogue.All.Where(Has).Select(key => key.Name)];

    /// <summary>The value of a key; null when there is no such key.</summary>
    public string? this[string key] =>
        Find(key) is { } known ? _values.TryGetValue(key, out var value) ? value : known.Usual : null;

    internal ConfigurationKey? Find(string key) => KeyCatalogue.ByName.TryGetValue(key, out var known) && Has(known) ? known : null;

    internal bool IsTrue(string key) => string.Equals(this[key], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole number of a key; 0 when the charge point does not have the key.</summary>
    internal int Whole(string key) => int.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : 0;

    internal TimeSpan Seconds(string key) => TimeSpan.FromSeconds(Whole(key));

    internal string[] Listed(string key) => ConfigurationKey.Split(this[key] ?? "");

    /// <summary>Gives the status of ChangeConfiguration.conf: Accepted, RebootRequired, Rejected or NotSupported.</summary>
    internal string Change(string key, string value)
    {
        if (Find(key) is not { } known)
        {
            return "NotSupported";
        }

        if (known.IsReadOnly || !known.Allows(value))
        {
            return "Rejected";
        }

        _values[key] = value;
        Changed?.Invoke(key);
        return known.NeedsReboot ? "RebootRequired" : "Accepted";
    }

    private static int ProfileOf(VirtualChargePointOptions options) =>
        options.CentralSystem.Scheme == "wss" && options.Certificate is not null ? 3
        : options.Password is null ? 0
        : options.CentralSystem.Scheme == "wss" ? 2 : 1;

    private bool Has(ConfigurationKey key) => (_features & key.Needs) == key.Needs;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

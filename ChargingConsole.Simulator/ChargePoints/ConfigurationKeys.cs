using System.Collections.Concurrent;
using System.Globalization;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The configuration keys of OCPP 1.6 §9 that mean something here.</summary>
public sealed class ConfigurationKeys
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    internal ConfigurationKeys(VirtualChargePointOptions options, int connectors)
    {
        Add("HeartbeatInterval", 7200);
        Add("MeterValueSampleInterval", (int)options.MeterValueInterval.TotalSeconds);
        Add("ConnectionTimeOut", 60);
        Add("ClockAlignedDataInterval", 0);
        Add("WebSocketPingInterval", (int)options.PingInterval.TotalSeconds);
        Add("TransactionMessageAttempts", 3);
        Add("TransactionMessageRetryInterval", (int)options.ResendDelay.TotalSeconds);
        _entries["AuthorizeRemoteTxRequests"] = new Entry("false");
        _entries["LocalAuthorizeOffline"] = new Entry("true");
        _entries["StopTransactionOnInvalidId"] = new Entry("true");
        _entries["MeterValuesSampledData"] = new Entry("Energy.Active.Import.Register,Power.Active.Import,Voltage,Current.Import,SoC");
        _entries["NumberOfConnectors"] = new Entry(connectors.ToString(CultureInfo.InvariantCulture), IsReadOnly: true);
        _entries["SupportedFeatureProfiles"] = new Entry("Core,RemoteTrigger", IsReadOnly: true);
        _entries["GetConfigurationMaxKeys"] = new Entry("50", IsReadOnly: true);
    }

    /// <summary>A key changed; the argument is its name.</summary>
    public event Action<string>? Changed;

    /// <summary>All keys, sorted by name.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The value of a key; null when there is no such key.</summary>
    public string? this[string key] => _entries.TryGetValue(key, out var entry) ? entry.Value : null;

    internal bool IsReadOnly(string key) => _entries.TryGetValue(key, out var entry) && entry.IsReadOnly;

    internal bool IsTrue(string key) => string.Equals(this[key], "true", StringComparison.OrdinalIgnoreCase);

    internal int Whole(string key) => int.Parse(this[key]!, CultureInfo.InvariantCulture);

    internal TimeSpan Seconds(string key) => TimeSpan.FromSeconds(Whole(key));

    /// <summary>Gives the status of ChangeConfiguration.conf: Accepted, Rejected or NotSupported.</summary>
    internal string Change(string key, string value)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return "NotSupported";
        }

        var isWhole = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (entry.IsReadOnly || (entry.IsNumber && !isWhole) || (bool.TryParse(entry.Value, out _) && !bool.TryParse(value, out _)))
        {
            return "Rejected";
        }

        _entries[key] = entry with { Value = value };
        Changed?.Invoke(key);
        return "Accepted";
    }

    private void Add(string key, int value) =>
        _entries[key] = new Entry(value.ToString(CultureInfo.InvariantCulture), IsNumber: true);

    private sealed record Entry(string Value, bool IsReadOnly = false, bool IsNumber = false);
}

namespace ChargingConsole.Simulator.ChargePoints.Inbound;

/// <summary>GetConfiguration.conf (OCPP 1.6 §6.24).</summary>
internal sealed record GetConfigurationReply(KeyValue[] ConfigurationKey, string[]? UnknownKey);

/// <summary>One configuration key (OCPP 1.6 §7.29).</summary>
internal sealed record KeyValue(string Key, bool Readonly, string? Value);

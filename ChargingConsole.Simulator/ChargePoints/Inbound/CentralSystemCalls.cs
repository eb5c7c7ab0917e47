using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Inbound;

/// <summary>What the central system may ask for, by action.</summary>
internal sealed class CentralSystemCalls
{
    private readonly VirtualChargePoint _chargePoint;
    private readonly Dictionary<string, Func<InboundCall, Obeyed>> _byAction;

    public CentralSystemCalls(VirtualChargePoint chargePoint)
    {
        _chargePoint = chargePoint;
        var remote = new RemoteCalls(chargePoint);
        _byAction = new(StringComparer.Ordinal)
        {
            ["ChangeAvailability"] = ChangeAvailability,
            ["ChangeConfiguration"] = ChangeConfiguration,
            ["ClearCache"] = _ => Obeyed.With("Accepted"),
            ["DataTransfer"] = DataTransfer,
            ["GetConfiguration"] = GetConfiguration,
            ["RemoteStartTransaction"] = remote.Start,
            ["RemoteStopTransaction"] = remote.Stop,
            ["Reset"] = remote.Reset,
            ["TriggerMessage"] = TriggerMessage,
            ["UnlockConnector"] = remote.Unlock,
        };
    }

    public Obeyed Take(InboundCall call)
    {
        if (_byAction.TryGetValue(call.Action, out var take))
        {
            return take(call);
        }

        return ActionNames.IsKnown(call.Action)
            ? new Obeyed(Answer.CallError(CallErrorCode.NotSupported, $"{call.Action} is not supported by this charge point."))
            : new Obeyed(Answer.CallError(CallErrorCode.NotImplemented, $"{call.Action} is not known."));
    }

    internal static Obeyed Missing(string member) =>
        new(Answer.CallError(CallErrorCode.OccurenceConstraintViolation, $"{member} is required."));

    private Obeyed ChangeAvailability(InboundCall call)
    {
        if (call.Number("connectorId") is not { } id || call.Text("type") is not { } type)
        {
            return Missing("connectorId and type");
        }

        IReadOnlyList<VirtualConnector> connectors = id == 0
            ? [_chargePoint.Station, .. _chargePoint.Connectors]
            : _chargePoint.Find(id) is { } one ? [one] : [];
        if (connectors.Count == 0 || type is not ("Operative" or "Inoperative"))
        {
            return Obeyed.With("Rejected");
        }

        foreach (var connector in connectors)
        {
            connector.SetOperative(type == "Operative");
        }

        var isLater = type == "Inoperative" && connectors.Any(connector => connector.Transaction is not null);
        return Obeyed.With(isLater ? "Scheduled" : "Accepted", _chargePoint.ReportChangesAsync);
    }

    private Obeyed ChangeConfiguration(InboundCall call) =>
        call.Text("key") is { } key && call.Text("value") is { } value
            ? Obeyed.With(_chargePoint.Configuration.Change(key, value))
            : Missing("key and value");

    private Obeyed GetConfiguration(InboundCall call)
    {
        var keys = _chargePoint.Configuration;
        var asked = call.Member("key") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(key => key.ValueKind == JsonValueKind.String).Select(key => key.GetString()!).ToArray()
            : [];
        var wanted = asked.Length > 0 ? asked : keys.Names;
        string[] unknown = [.. wanted.Where(key => keys[key] is null)];
        var reply = new GetConfigurationReply(
            [.. wanted.Where(key => keys[key] is not null).Select(key => new KeyValue(key, keys.IsReadOnly(key), keys[key]))],
            unknown.Length > 0 ? unknown : null);
        return new Obeyed(Answer.Result(JsonSerializer.Serialize(reply, SimulatorJson.Default.GetConfigurationReply)));
    }

    private Obeyed DataTransfer(InboundCall call) => call.Text("vendorId") switch
    {
        null => Missing("vendorId"),
        var vendor when vendor == _chargePoint.Description.Vendor => Obeyed.With("Accepted"),
        _ => Obeyed.With("UnknownVendorId"),
    };

    private Obeyed TriggerMessage(InboundCall call)
    {
        var id = call.Number("connectorId");
        if (id is not null and not 0 && _chargePoint.Find(id) is null)
        {
            return Obeyed.With("Rejected");
        }

        var connectors = _chargePoint.Find(id) is { } one ? [one] : _chargePoint.Connectors;
        return call.Text("requestedMessage") switch
        {
            null => Missing("requestedMessage"),
            "BootNotification" => Obeyed.With("Accepted", stop => _chargePoint.BootAsync(stop)),
            "Heartbeat" => Obeyed.With("Accepted", stop => _chargePoint.HeartbeatAsync(stop)),
            "StatusNotification" => Obeyed.With("Accepted", stop => EachAsync(
                id is null or 0 ? connectors.Prepend(_chargePoint.Station) : connectors,
                connector => _chargePoint.ReportAsync(connector, stop, evenIfKnown: true))),
            "MeterValues" => Obeyed.With("Accepted", stop => EachAsync(
                connectors, connector => _chargePoint.SendMeterValuesAsync(connector.Id, "Trigger", stop))),
            _ => Obeyed.With("NotImplemented"),
        };
    }

    private static async Task EachAsync(IEnumerable<VirtualConnector> connectors, Func<VirtualConnector, Task> send)
    {
        foreach (var connector in connectors)
        {
            await send(connector).ConfigureAwait(false);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Inbound;

/// <summary>The calls that start, stop, unlock and reset.</summary>
internal sealed class RemoteCalls(VirtualChargePoint chargePoint)
{
    public Obeyed Start(InboundCall call)
    {
        var request = Read(call, OcppJson.Default.RemoteStartTransactionRequest);
        if (request?.IdTag is not { } idTag)
        {
            return CentralSystemCalls.Missing("idTag");
        }

        IEnumerable<VirtualConnector> candidates = request.ConnectorId is { } id
            ? chargePoint.Find(id) is { } one ? [one] : []
            // Without a connector the driver who stands there with the cable plugged in comes first.
            : chargePoint.Connectors.OrderByDescending(connector => connector.IsPluggedIn);
        var connector = candidates.FirstOrDefault(candidate => candidate.TryExpect(idTag));
        return connector is null
            ? Obeyed.With("Rejected")
            : Obeyed.With("Accepted", stop => StartAsync(connector, idTag, stop));
    }

    public Obeyed Stop(InboundCall call)
    {
        if (Read(call, OcppJson.Default.RemoteStopTransactionRequest)?.TransactionId is not { } id)
        {
            return CentralSystemCalls.Missing("transactionId");
        }

        var connector = chargePoint.Connectors.FirstOrDefault(candidate => candidate.Transaction?.TransactionId == id);
        return connector is null
            ? Obeyed.With("Rejected")
            : Obeyed.With("Accepted", stop => chargePoint.StopChargingAsync(connector.Id, "Remote", stop));
    }

    public Obeyed Unlock(InboundCall call)
    {
        if (call.Number("connectorId") is not { } id)
        {
            return CentralSystemCalls.Missing("connectorId");
        }

        return chargePoint.Find(id) is { } connector
            ? Obeyed.With("Unlocked", stop => chargePoint.StopChargingAsync(connector.Id, "UnlockCommand", stop))
            : Obeyed.With("NotSupported");
    }

    public Obeyed Reset(InboundCall call) => call.Text("type") switch
    {
        null => CentralSystemCalls.Missing("type"),
        "Soft" => Obeyed.With("Accepted", stop => ResetAsync("SoftReset", stop)),
        "Hard" => Obeyed.With("Accepted", stop => ResetAsync("HardReset", stop)),
        var other => new Obeyed(Answer.CallError(CallErrorCode.PropertyConstraintViolation, $"type {other} is not known.")),
    };

    private async Task StartAsync(VirtualConnector connector, string idTag, CancellationToken stop)
    {
        try
        {
            await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
            if (!connector.IsPluggedIn && !await IsPluggedInTimeAsync(connector, stop).ConfigureAwait(false))
            {
                return;
            }

            if (!chargePoint.Configuration.IsTrue("AuthorizeRemoteTxRequests")
                || await chargePoint.AuthorizeAsync(idTag, stop).ConfigureAwait(false))
            {
                await chargePoint.BeginTransactionAsync(connector, idTag, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            connector.ExpectNobody();
        }

        await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
    }

    private async Task<bool> IsPluggedInTimeAsync(VirtualConnector connector, CancellationToken stop)
    {
        if (chargePoint.Options.PlugInAfterRemoteStart is { } later)
        {
            await Task.Delay(later, chargePoint.Clock, stop).ConfigureAwait(false);
            await chargePoint.PlugInAsync(connector.Id, cancellation: stop).ConfigureAwait(false);
            return true;
        }

        try
        {
            var limit = chargePoint.Configuration.Seconds("ConnectionTimeOut");
            await connector.PluggedIn.WaitAsync(limit, chargePoint.Clock, stop).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            connector.ExpectNobody();
            await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
            return false;
        }
    }

    private async Task ResetAsync(string reason, CancellationToken stop)
    {
        // OCPP 1.6 §5.14: only a soft reset says goodbye to the transactions before it restarts.
        if (reason == "HardReset")
        {
            chargePoint.HoldTransactionMessages();
        }

        foreach (var connector in chargePoint.Connectors)
        {
            var stopped = chargePoint.EndTransaction(connector, reason, idTag: null);
            if (reason == "SoftReset")
            {
                await chargePoint.SettleAsync(stopped, stop).ConfigureAwait(false);
            }
        }

        await chargePoint.RebootAsync(stop).ConfigureAwait(false);
    }

    private static T? Read<T>(InboundCall call, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return call.Payload.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>Tells the central system the states it does not know yet, one report at a time so that they keep their order.</summary>
internal sealed class StatusReporter(ChargePointLink link, TimeProvider clock, Action<string> told) : IDisposable
{
    private readonly ConcurrentDictionary<int, ConnectorState> _known = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>After a boot the central system is taken to know nothing.</summary>
    public void ForgetAll() => _known.Clear();

    public void Dispose() => _turn.Dispose();

    public async Task ReportAsync(VirtualConnector connector, CancellationToken cancellation, bool evenIfKnown = false)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var state = connector.State;
            if (!link.IsUp || (!evenIfKnown && _known.TryGetValue(connector.Id, out var known) && known == state))
            {
                return;
            }

            var request = new StatusNotificationRequest
            {
                ConnectorId = connector.Id,
                ErrorCode = connector.FaultCode ?? "NoError",
                Status = state.ToString(),
                Timestamp = clock.GetUtcNow(),
            };
            var payload = JsonSerializer.SerializeToUtf8Bytes(request, OcppJson.Default.StatusNotificationRequest);
            var outcome = await link.CallAsync(StatusNotificationRequest.Action, payload, cancellation).ConfigureAwait(false);
            // An answered error is an answer too: repeating the same report would not change it.
            if (outcome.Kind is CallOutcomeKind.Result or CallOutcomeKind.Error)
            {
                _known[connector.Id] = state;
                told(connector.Id == 0 ? $"is {state}" : $"connector {connector.Id} is {state}");
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}

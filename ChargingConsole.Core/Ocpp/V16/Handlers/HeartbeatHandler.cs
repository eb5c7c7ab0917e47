using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Tells the time (OCPP 1.6 §4.6).</summary>
internal sealed class HeartbeatHandler : ICallHandler<HeartbeatRequest, HeartbeatResponse>
{
    public ValueTask<Answer<HeartbeatResponse>> HandleAsync(HeartbeatRequest request, CallContext call) =>
        ValueTask.FromResult<Answer<HeartbeatResponse>>(new HeartbeatResponse { CurrentTime = call.ReceivedAt });
}

using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes how an upload of a log goes (security white paper §4.4). Whatever status is told is kept.</summary>
internal sealed class LogStatusNotificationHandler(TransferLog transfers) : ICallHandler<LogStatusNotificationRequest, LogStatusNotificationResponse>
{
    private static readonly LogStatusNotificationResponse s_response = new();

    public async ValueTask<Answer<LogStatusNotificationResponse>> HandleAsync(LogStatusNotificationRequest request, CallContext call)
    {
        if (string.IsNullOrWhiteSpace(request.Status))
        {
            return Answer<LogStatusNotificationResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "status is required.");
        }

        await transfers.ToldAsync(call.ChargePoint, TransferKind.Log, request.Status.Trim(), request.RequestId, call.ReceivedAt);
        return s_response;
    }
}

using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes how an upload of diagnostics goes (OCPP 1.6 §4.4). Whatever status is told is kept.</summary>
internal sealed class DiagnosticsStatusNotificationHandler(TransferLog transfers) : ICallHandler<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>
{
    private static readonly DiagnosticsStatusNotificationResponse s_response = new();

    public async ValueTask<Answer<DiagnosticsStatusNotificationResponse>> HandleAsync(DiagnosticsStatusNotificationRequest request, CallContext call)
    {
        if (string.IsNullOrWhiteSpace(request.Status))
        {
            return Answer<DiagnosticsStatusNotificationResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "status is required.");
        }

        await transfers.ToldAsync(call.ChargePoint, TransferKind.Diagnostics, request.Status.Trim(), null, call.ReceivedAt);
        return s_response;
    }
}

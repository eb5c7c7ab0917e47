using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes how a firmware update goes (OCPP 1.6 §4.5). Whatever status is told is kept.</summary>
internal sealed class FirmwareStatusNotificationHandler(TransferLog transfers) : ICallHandler<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>
{
    private static readonly FirmwareStatusNotificationResponse s_response = new();

    public async ValueTask<Answer<FirmwareStatusNotificationResponse>> HandleAsync(FirmwareStatusNotificationRequest request, CallContext call)
    {
        if (string.IsNullOrWhiteSpace(request.Status))
        {
            return Answer<FirmwareStatusNotificationResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "status is required.");
        }

        await transfers.ToldAsync(call.ChargePoint, TransferKind.Firmware, request.Status.Trim(), null, call.ReceivedAt);
        return s_response;
    }
}

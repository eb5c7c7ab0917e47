using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Takes how a signed firmware update goes (security white paper §4.6). Whatever status is told is kept.</summary>
internal sealed class SignedFirmwareStatusNotificationHandler(TransferLog transfers) : ICallHandler<SignedFirmwareStatusNotificationRequest, SignedFirmwareStatusNotificationResponse>
{
    private static readonly SignedFirmwareStatusNotificationResponse s_response = new();

    public async ValueTask<Answer<SignedFirmwareStatusNotificationResponse>> HandleAsync(SignedFirmwareStatusNotificationRequest request, CallContext call)
    {
        if (string.IsNullOrWhiteSpace(request.Status))
        {
            return Answer<SignedFirmwareStatusNotificationResponse>.Refuse(CallErrorCode.OccurenceConstraintViolation, "status is required.");
        }

        await transfers.ToldAsync(call.ChargePoint, TransferKind.SignedFirmware, request.Status.Trim(), request.RequestId, call.ReceivedAt);
        return s_response;
    }
}

using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Core.Security;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Keeps what a charge point tells of its security (security white paper for OCPP 1.6, §4.6).</summary>
internal sealed class SecurityEventNotificationHandler(CommitQueue commits) : ICallHandler<SecurityEventNotificationRequest, SecurityEventNotificationResponse>
{
    private static readonly SecurityEventNotificationResponse s_noted = new();

    public async ValueTask<Answer<SecurityEventNotificationResponse>> HandleAsync(SecurityEventNotificationRequest request, CallContext call)
    {
        var type = request.Type?.Trim() ?? "";
        var told = new SecurityEventRow
        {
            ChargePointKey = call.ChargePoint.Key,
            Type = type.Length > 50 ? type[..50] : type,
            Timestamp = request.Timestamp ?? call.ReceivedAt,
            ReceivedAt = call.ReceivedAt,
            TechInfo = request.TechInfo is { Length: > 255 } text ? text[..255] : request.TechInfo,
            IsCritical = CriticalEvents.Contains(type),
        };
        if (request.Timestamp is not null && call.ChargePoint.LastSecurityEvent is { } last && told with { ReceivedAt = last.ReceivedAt } == last)
        {
            // Its answer was lost with a connection, so it is told again on the next one, under another id.
            call.Flags |= FrameFlags.Repeated;
            return s_noted;
        }

        var unit = new UnitOfWork();
        unit.Insert(told);
        await commits.CommitAsync(unit);
        call.ChargePoint.LastSecurityEvent = told;
        call.Topics |= FeedTopics.State;
        return s_noted;
    }
}

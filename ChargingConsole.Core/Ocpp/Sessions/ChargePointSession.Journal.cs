using System.Text;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Ocpp.Sessions;

internal sealed partial class ChargePointSession
{
    private void Record(FrameRow frame)
    {
        Note(frame);
        _parts.Journal.Record(frame);
    }

    private void Show(FrameRow call)
    {
        Note(call);
        _parts.Journal.Show(call);
    }

    private void Note(FrameRow frame)
    {
        if (frame.Flags != FrameFlags.None)
        {
            ChargePoint.Deviated();
        }
    }

    private FrameRow Inbound(in InboundFrame frame, long id, DateTimeOffset now, string payload, FrameFlags flags) => new()
    {
        Id = id,
        Timestamp = now,
        ChargePointKey = ChargePoint.Key,
        Direction = FrameDirection.In,
        Kind = FrameKind.Call,
        UniqueId = frame.UniqueId,
        Action = frame.Action is { Length: > 64 } ? frame.Action[..64] : frame.Action,
        Payload = payload,
        Flags = flags,
    };

    private FrameRow Replied(in InboundFrame frame, long callId, DateTimeOffset received, long arrived, in Reply reply, string payload)
    {
        var took = _parts.Clock.GetElapsedTime(arrived);
        return new FrameRow
        {
            Id = callId + 1,
            Timestamp = received + took,
            ChargePointKey = ChargePoint.Key,
            Direction = FrameDirection.Out,
            Kind = reply.Kind,
            UniqueId = frame.UniqueId,
            Action = frame.Action is { Length: > 64 } ? frame.Action[..64] : frame.Action,
            Payload = reply.Kind == FrameKind.Error ? "{}" : payload,
            ErrorCode = reply.ErrorCode,
            ErrorDescription = reply.ErrorDescription,
            CallId = callId,
            LatencyMicroseconds = (long)took.TotalMicroseconds,
        };
    }

    private static FrameFlags Deviations(SentCall? sent, CallOutcome outcome) =>
        sent is not null && outcome is { Kind: CallOutcomeKind.Result, Payload: { } payload } && OutboundActions.Find(sent.Call.Action) is { } action
            ? action.Deviations(payload)
            : FrameFlags.None;

    private void RecordNoFrame(string text, DateTimeOffset now, FrameFlags flags = FrameFlags.None) => Record(new FrameRow
    {
        Id = _parts.Journal.NextId(),
        Timestamp = now,
        ChargePointKey = ChargePoint.Key,
        Direction = FrameDirection.In,
        Kind = FrameKind.None,
        UniqueId = "",
        Payload = text,
        Flags = flags | FrameFlags.NoFrame,
    });

    // NUL is the one character that neither database's text takes well.
    private static string Text(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        return text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;
    }

    [LoggerMessage(EventId = 500, Level = LogLevel.Debug, Message = "{ChargePointId}: the socket ended: {Reason}")]
    private static partial void Ended(ILogger logger, string chargePointId, string reason);

    [LoggerMessage(EventId = 501, Level = LogLevel.Warning, Message = "{ChargePointId}: a message of more than {Limit} bytes ends the connection (1009)")]
    private static partial void TooLarge(ILogger logger, string chargePointId, int limit);
}

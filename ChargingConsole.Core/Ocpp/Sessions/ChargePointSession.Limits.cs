using System.Net.WebSockets;
using ChargingConsole.Core.Ocpp.Limits;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>How much is taken from one charge point.</summary>
internal sealed partial class ChargePointSession
{
    private FramePace _pace;
    private long _arrivingSince;

    /// <summary>For how long the message that is being received has been arriving; zero when none is.</summary>
    public TimeSpan Arriving => Volatile.Read(ref _arrivingSince) is > 0 and var since ? _parts.Clock.GetElapsedTime(since) : TimeSpan.Zero;

    private Task PauseAsync(long wait) => Task.Delay(TimeSpan.FromSeconds((double)wait / _parts.Pace.Frequency), _parts.Clock);

    /// <summary>Writes down for what the connection is cut: in the journal, and for whoever is alarmed by it.</summary>
    public void Cut(string reason)
    {
        var now = _parts.Clock.GetUtcNow();
        ChargePoint.WasCut(reason, now);
        RecordNoFrame(reason, now);
    }

    private async ValueTask<bool> IsCutAsync(bool nextIsThere)
    {
        if (!_pace.IsFlood(nextIsThere, _parts.Clock.GetTimestamp(), _parts.Pace))
        {
            return false;
        }

        Flooded(_parts.Logger, ChargePoint.Id);
        Cut("More messages than are read came all the time, without waiting for answers (Ocpp:Limits:FramesPerSecond).");
        await CloseAsync(WebSocketCloseStatus.PolicyViolation, "Too many messages.").ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(EventId = 503, Level = LogLevel.Warning, Message = "{ChargePointId} sent more messages than are read all the time, without waiting for answers; its connection is cut (1008)")]
    private static partial void Flooded(ILogger logger, string chargePointId);
}

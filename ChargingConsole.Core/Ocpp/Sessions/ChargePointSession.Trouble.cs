using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>What is done about a charge point whose connection stands and does not work.</summary>
internal sealed partial class ChargePointSession
{
    /// <summary>Notes what is wrong with this connection, or that nothing is any more.</summary>
    public void Troubled(ConnectionTrouble trouble)
    {
        if (Connection.Trouble == trouble)
        {
            return;
        }

        Connection = Connection with { Trouble = trouble };
        ChargePoint.Change(Connection, static (state, told) => state.Connection?.SessionId == told.SessionId ? state with { Connection = told } : state);
        _parts.Feed.Changed(ChargePoint, FeedTopics.State);
    }

    /// <summary>Gives an answer of an earlier connection once more.</summary>
    public async Task AnswerAgainAsync(LastAnswer answer)
    {
        var frame = FrameReader.Read(answer.Frame);
        Record(new FrameRow
        {
            Id = _parts.Journal.NextId(),
            Timestamp = _parts.Clock.GetUtcNow(),
            ChargePointKey = ChargePoint.Key,
            Direction = FrameDirection.Out,
            Kind = frame.Kind,
            UniqueId = answer.UniqueId,
            Action = answer.Action,
            Payload = Encoding.UTF8.GetString(frame.Payload.Span),
            ErrorCode = frame.ErrorCode,
            ErrorDescription = frame.ErrorDescription,
            Flags = FrameFlags.Repeated,
        });
        try
        {
            await WriteAsync(answer.Frame).ConfigureAwait(false);
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            Ended(_parts.Logger, ChargePoint.Id, e.Message);
        }
    }

    /// <summary>So many requests in a row were not answered; 0 when one was.</summary>
    private void Unanswered(int inARow)
    {
        if (inARow == 0)
        {
            if (Connection.Trouble == ConnectionTrouble.Unresponsive)
            {
                Troubled(ConnectionTrouble.None);
            }
        }
        else if (inARow == _parts.Options.UnresponsiveAfter)
        {
            Unresponsive(_parts.Logger, ChargePoint.Id, inARow);
            Troubled(ConnectionTrouble.Unresponsive);
            if (ChargePoint.State.QuirkSettings is { RecycleWhenUnresponsive: true })
            {
                Abort();
            }
        }
    }

    [LoggerMessage(EventId = 502, Level = LogLevel.Warning, Message = "{ChargePointId} did not answer {Count} requests in a row")]
    private static partial void Unresponsive(ILogger logger, string chargePointId, int count);
}

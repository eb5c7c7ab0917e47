using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Simulator.ChargePoints.Obeying;
using ChargingConsole.Simulator.Protocol;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>How CALLs of the central system are taken: answered at once, whatever of ours is pending.</content>
public sealed partial class VirtualChargePoint
{
    private async Task TakeCallAsync(ChargePointSocket socket, InboundCall call)
    {
        var (answer, then) = Decide(call);
        if (answer.Delay > TimeSpan.Zero)
        {
            _background.Run(async stop =>
            {
                await Task.Delay(answer.Delay, _clock, stop).ConfigureAwait(false);
                await AnswerAsync(socket, call, answer, then).ConfigureAwait(false);
            });
            return;
        }

        await AnswerAsync(socket, call, answer, then).ConfigureAwait(false);
    }

    private Obeyed Decide(InboundCall call)
    {
        try
        {
            var scripted = Answers.For(call);
            if (!scripted.IsNormal)
            {
                return new Obeyed(scripted);
            }

            var usual = CentralSystemCalls.Take(this, call);
            return usual with { Answer = usual.Answer.After(scripted.Delay) };
        }
        catch (Exception e)
        {
            // A script that throws must not take the connection down with it.
            _logger.LogError(e, "{ChargePointId} failed to answer {Action}", Id, call.Action);
            return new Obeyed(Answer.CallError(CallErrorCode.InternalError, e.Message));
        }
    }

    private async Task AnswerAsync(ChargePointSocket socket, InboundCall call, Answer answer, Func<CancellationToken, Task>? then)
    {
        Tell(ChargePointEventKind.Called, $"{call.Action}: {answer.Word}");
        if (answer.IsDrop)
        {
            socket.Abort();
        }
        else if (!answer.IsSilence)
        {
            await socket.SendAsync(answer.ToFrame(call.UniqueId)).ConfigureAwait(false);
        }

        // Off the receive loop: what follows may itself wait for answers of the central system.
        if (then is not null)
        {
            _background.Run(then);
        }
    }
}

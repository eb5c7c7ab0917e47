using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>Finds the route of a CALL and turns everything that can go wrong into the answer the book has for it.</summary>
internal sealed partial class CallRouter(IEnumerable<CallRoute> routes, ILogger<CallRouter> logger)
{
    private readonly FrozenDictionary<string, CallRoute> _routes = routes.ToFrozenDictionary(route => route.Action);

    /// <summary>Answers a CALL. Null means that nothing may be answered: the database is away, or an operator has to take the charge point in first, so that it keeps the message and sends it again.</summary>
    public ValueTask<Reply?> AnswerAsync(CallContext call, in InboundFrame frame, ArrayBufferWriter<byte> output) =>
        ChargingTrace.IsListenedTo ? TraceAsync(call, frame, output) : RouteAsync(call, frame, output);

    private async ValueTask<Reply?> TraceAsync(CallContext call, InboundFrame frame, ArrayBufferWriter<byte> output)
    {
        using var span = ChargingTrace.Handle(frame.Action ?? "", call.ChargePoint.Id);
        var reply = await RouteAsync(call, frame, output).ConfigureAwait(false);
        if (span is not null && reply is not { Kind: FrameKind.Result })
        {
            span.SetStatus(ActivityStatusCode.Error, reply?.ErrorCode ?? "not answered");
        }

        return reply;
    }

    private ValueTask<Reply?> RouteAsync(CallContext call, in InboundFrame frame, ArrayBufferWriter<byte> output)
    {
        if (frame.Problem is { } problem)
        {
            return Done(Reply.Error(output, frame.UniqueId, CallErrorCode.FormationViolation, problem));
        }

        if (!_routes.TryGetValue(frame.Action!, out var route))
        {
            var code = ActionNames.IsKnown(frame.Action!) ? CallErrorCode.NotSupported : CallErrorCode.NotImplemented;
            var action = frame.Action!.Length > 50 ? frame.Action[..50] : frame.Action;
            return Done(Reply.Error(output, frame.UniqueId, code, $"{action} is not something this central system answers."));
        }

        if (call.ChargePoint.IsWaiting && WaitingCalls.Of(frame.Action!) is var rule and not WaitingCall.Answered)
        {
            return rule == WaitingCall.Withheld ? Withhold(call, frame.Action!)
                : Done(Reply.Error(output, frame.UniqueId, CallErrorCode.SecurityError, WaitingCalls.Refusal));
        }

        try
        {
            var answer = route.AnswerAsync(call, frame, output);
            return answer.IsCompletedSuccessfully ? Done(answer.Result) : AwaitAsync(answer, call, frame.UniqueId, frame.Action!, output);
        }
        catch (Exception e)
        {
            return Done(Failed(e, call, frame.UniqueId, frame.Action!, output));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Reply?> AwaitAsync(ValueTask<Reply> answer, CallContext call, string uniqueId, string action, ArrayBufferWriter<byte> output)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (DatabaseUnavailableException)
        {
            NotAnswered(logger, call.ChargePoint.Id, action);
            return null;
        }
        catch (Exception e)
        {
            return Failed(e, call, uniqueId, action, output);
        }
    }

    private Reply Failed(Exception exception, CallContext call, string uniqueId, string action, ArrayBufferWriter<byte> output)
    {
        HandlerFailed(logger, exception, call.ChargePoint.Id, action);
        output.ResetWrittenCount();
        return Reply.Error(output, uniqueId, CallErrorCode.InternalError, "The central system could not process the request.");
    }

    private ValueTask<Reply?> Withhold(CallContext call, string action)
    {
        call.ChargePoint.Withhold();
        Withheld(logger, call.ChargePoint.Id, action);
        return ValueTask.FromResult<Reply?>(null);
    }

    private static ValueTask<Reply?> Done(Reply reply) => ValueTask.FromResult<Reply?>(reply);

    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "{ChargePointId}: {Action} could not be processed")]
    private static partial void HandlerFailed(ILogger logger, Exception exception, string chargePointId, string action);

    [LoggerMessage(EventId = 402, Level = LogLevel.Debug, Message = "{ChargePointId}: {Action} is not answered while an operator has not taken the charger in: it keeps the message")]
    private static partial void Withheld(ILogger logger, string chargePointId, string action);

    [LoggerMessage(EventId = 401, Level = LogLevel.Warning, Message = "{ChargePointId}: {Action} is not answered, since the database is away")]
    private static partial void NotAnswered(ILogger logger, string chargePointId, string action);
}

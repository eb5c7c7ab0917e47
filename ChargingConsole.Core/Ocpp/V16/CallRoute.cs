using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>One line of the action table: how to read, check, handle and answer one action.</summary>
internal abstract class CallRoute
{
    public abstract string Action { get; }

    public abstract Strictness Strictness { get; }

    /// <summary>Answers a CALL; the reply's bytes are in <paramref name="output"/> afterwards.</summary>
    public abstract ValueTask<Reply> AnswerAsync(CallContext call, in InboundFrame frame, ArrayBufferWriter<byte> output);
}

/// <summary>What was written as the reply.</summary>
/// <param name="Kind">CALLRESULT or CALLERROR.</param>
/// <param name="Payload">Where in the output the payload stands.</param>
/// <param name="ErrorCode">The code of a CALLERROR.</param>
/// <param name="ErrorDescription">The description of a CALLERROR.</param>
internal readonly record struct Reply(FrameKind Kind, Range Payload, string? ErrorCode = null, string? ErrorDescription = null)
{
    /// <summary>Writes a CALLERROR.</summary>
    public static Reply Error(ArrayBufferWriter<byte> output, string uniqueId, string code, string description)
    {
        FrameWriter.WriteError(output, uniqueId, code, description);
        return new Reply(FrameKind.Error, 0..0, code, description);
    }
}

/// <summary>How strictly an action's payload is taken.</summary>
internal enum Strictness
{
    /// <summary>A missing member or a wrong type is answered with the error the book has for it; lengths and values are flagged.</summary>
    ByTheBook,

    /// <summary>Transaction data is never refused for a formality: what cannot be read is dropped and flagged, and the handler makes do.</summary>
    Tolerant,
}

/// <inheritdoc cref="CallRoute"/>
internal sealed class CallRoute<TRequest, TResponse>(
    ICallHandler<TRequest, TResponse> handler,
    JsonTypeInfo<TRequest> requestType,
    JsonTypeInfo<TResponse> responseType,
    Strictness strictness) : CallRoute
    where TRequest : class, IOcppRequest
    where TResponse : class
{
    public override string Action => TRequest.Action;

    public override Strictness Strictness => strictness;

    public override ValueTask<Reply> AnswerAsync(CallContext call, in InboundFrame frame, ArrayBufferWriter<byte> output)
    {
        var request = Read(call, frame.Payload, out var problem);
        if (request is null)
        {
            return ValueTask.FromResult(Reply.Error(output, frame.UniqueId, CallErrorCode.TypeConstraintViolation, problem!));
        }

        var constraints = new Constraints();
        request.Check(ref constraints);
        call.Flags |= constraints.Flags;
        if (strictness == Strictness.ByTheBook && constraints.ErrorCode == CallErrorCode.OccurenceConstraintViolation)
        {
            return ValueTask.FromResult(Reply.Error(output, frame.UniqueId, constraints.ErrorCode, constraints.Message!));
        }

        var answer = handler.HandleAsync(request, call);
        return answer.IsCompletedSuccessfully
            ? ValueTask.FromResult(Write(answer.Result, frame.UniqueId, output))
            : AwaitAsync(answer, frame.UniqueId, output);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Reply> AwaitAsync(ValueTask<Answer<TResponse>> answer, string uniqueId, ArrayBufferWriter<byte> output) =>
        Write(await answer.ConfigureAwait(false), uniqueId, output);

    private Reply Write(in Answer<TResponse> answer, string uniqueId, ArrayBufferWriter<byte> output) =>
        answer.Response is { } response
            ? new Reply(FrameKind.Result, FrameWriter.WriteResult(output, uniqueId, response, responseType))
            : Reply.Error(output, uniqueId, answer.ErrorCode!, answer.Description!);

    private TRequest? Read(CallContext call, ReadOnlyMemory<byte> payload, out string? problem)
    {
        problem = null;
        Deviations.Reset();
        try
        {
            return JsonSerializer.Deserialize(payload.Span, requestType);
        }
        catch (JsonException e) when (strictness == Strictness.Tolerant)
        {
            return Salvage.Read(payload, requestType, e);
        }
        catch (JsonException e)
        {
            call.Flags |= FrameFlags.WrongType;
            problem = $"{e.Path?.TrimStart('$', '.') ?? "The payload"} has the wrong type.";
            return null;
        }
        finally
        {
            call.Flags |= Deviations.Noted;
        }
    }
}

using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>A handler's answer: a response, or an error of <see cref="CallErrorCode"/>.</summary>
internal readonly struct Answer<TResponse>
    where TResponse : class
{
    private Answer(TResponse? response, string? errorCode, string? description)
    {
        Response = response;
        ErrorCode = errorCode;
        Description = description;
    }

    public TResponse? Response { get; }

    public string? ErrorCode { get; }

    public string? Description { get; }

    public static implicit operator Answer<TResponse>(TResponse response) => new(response, null, null);

    public static Answer<TResponse> Refuse(string errorCode, string description) => new(null, errorCode, description);
}

/// <summary>
/// One action: the rule and the rows. Whatever it changes is committed when it returns, and it never
/// waits for the charge point.
/// </summary>
internal interface ICallHandler<in TRequest, TResponse>
    where TResponse : class
{
    ValueTask<Answer<TResponse>> HandleAsync(TRequest request, CallContext call);
}

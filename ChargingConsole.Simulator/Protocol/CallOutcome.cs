using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>How a CALL of the charge point ended.</summary>
public enum CallOutcomeKind
{
    /// <summary>A CALLRESULT came.</summary>
    Result,
    /// <summary>A CALLERROR came.</summary>
    Error,
    /// <summary>No answer came in time; it may still have been received.</summary>
    TimedOut,
    /// <summary>There was no connection, or it was lost before the answer.</summary>
    ConnectionLost,
}

/// <summary>The end of one CALL, as a value: none of these is exceptional for a charge point.</summary>
public sealed record CallOutcome
{
    internal static readonly CallOutcome TimedOut = new() { Kind = CallOutcomeKind.TimedOut };
    internal static readonly CallOutcome ConnectionLost = new() { Kind = CallOutcomeKind.ConnectionLost };

    /// <summary>How it ended.</summary>
    public required CallOutcomeKind Kind { get; init; }

    /// <summary>The payload of the CALLRESULT or the details of the CALLERROR, UTF-8 JSON; empty without an answer.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The error code of a CALLERROR.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error description of a CALLERROR.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>Whether a CALLRESULT came.</summary>
    public bool IsResult => Kind == CallOutcomeKind.Result;

    /// <summary><see cref="Payload"/> as text.</summary>
    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>The CALLRESULT as a record; null when there is none or when it is not readable as one.</summary>
    internal T? As<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (!IsResult)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(Payload.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

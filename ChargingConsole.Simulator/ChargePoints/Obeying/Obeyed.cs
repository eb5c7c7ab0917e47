using System.Text.Json.Nodes;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>An answer to the central system, and what the charge point does once it is sent.</summary>
internal readonly record struct Obeyed(Answer Answer, Func<CancellationToken, Task>? Then = null)
{
    public static Obeyed With(string status, Func<CancellationToken, Task>? then = null) => new(Answer.Status(status), then);

    public static Obeyed With(JsonObject payload, Func<CancellationToken, Task>? then = null) => new(Answer.Result(payload), then);

    public static Obeyed Missing(string member) => new(Answer.CallError(CallErrorCode.OccurenceConstraintViolation, $"{member} is required."));

    public static Obeyed Impossible(string member, string? value) =>
        new(Answer.CallError(CallErrorCode.PropertyConstraintViolation, $"{member} {value} is not allowed."));
}

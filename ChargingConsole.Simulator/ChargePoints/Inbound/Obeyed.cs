using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Inbound;

/// <summary>An answer to the central system, and what the charge point does once it is sent.</summary>
internal readonly record struct Obeyed(Answer Answer, Func<CancellationToken, Task>? Then = null)
{
    public static Obeyed With(string status, Func<CancellationToken, Task>? then = null) => new(Answer.Status(status), then);
}

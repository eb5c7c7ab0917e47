using System.Net;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>The connection could not be opened.</summary>
public sealed class ConnectionRefusedException(string message, HttpStatusCode? status, Exception inner) : Exception(message, inner)
{
    /// <summary>The HTTP status of the refusal; null when no HTTP answer came at all.</summary>
    public HttpStatusCode? Status { get; } = status;
}

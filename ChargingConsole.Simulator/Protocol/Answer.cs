using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>What the charge point says to a CALL of the central system.</summary>
public sealed record Answer
{
    private Answer()
    {
    }

    /// <summary>No answer, ever.</summary>
    public static Answer Silence { get; } = new() { IsSilence = true };

    /// <summary>What the virtual charge point would answer and do without a script; useful with <see cref="After"/>.</summary>
    public static Answer Normal { get; } = new() { IsNormal = true };

    /// <summary>TCP is dropped instead of an answer.</summary>
    public static Answer Drop { get; } = new() { IsSilence = true, IsDrop = true };

    /// <summary>A CALLRESULT that breaks off in the middle of its payload.</summary>
    public static Answer Malformed { get; } = new() { Raw = "[3,\"{id}\",{\"status\":\"Acc" };

    internal bool IsSilence { get; private init; }

    internal bool IsNormal { get; private init; }

    internal bool IsDrop { get; private init; }

    internal string? Raw { get; private init; }

    internal JsonElement? Payload { get; private init; }

    internal string? ErrorCode { get; private init; }

    internal string ErrorDescription { get; private init; } = "";

    internal TimeSpan Delay { get; private init; }

    /// <summary>A CALLRESULT with this status and nothing else; the charge point does nothing about it.</summary>
    public static Answer Status(string status) =>
        new() { Payload = JsonSerializer.SerializeToElement(new StatusResponse { Status = status }, OcppJson.Default.StatusResponse) };

    /// <summary>A CALLRESULT with this JSON object; throws <see cref="JsonException"/> when it is not JSON.</summary>
    public static Answer Result(string json) => new() { Payload = JsonElement.Parse(json) };

    /// <summary>A CALLERROR.</summary>
    public static Answer CallError(string code, string description = "") => new() { ErrorCode = code, ErrorDescription = description };

    /// <summary>Any text at all; {id} in it becomes the id of the CALL.</summary>
    public static Answer Text(string message) => new() { Raw = message };

    /// <summary>The same answer, sent this much later.</summary>
    public Answer After(TimeSpan delay) => this with { Delay = delay };

    internal static Answer Result(JsonObject payload) => Result(payload.ToJsonString());

    /// <summary>What of the answer the charge point prints: a status, an error code, or what else it is.</summary>
    internal string Word => this switch
    {
        { IsDrop: true } => "connection dropped",
        { IsSilence: true } => "no answer",
        { Raw: not null } => "malformed",
        { ErrorCode: { } code } => code,
        { Payload: { ValueKind: JsonValueKind.Object } payload } when payload.TryGetProperty("status", out var status) => status.ToString(),
        _ => "answered",
    };

    internal ReadOnlyMemory<byte> ToFrame(string uniqueId)
    {
        if (Raw is not null)
        {
            return Encoding.UTF8.GetBytes(Raw.Replace("{id}", uniqueId, StringComparison.Ordinal));
        }

        var output = new ArrayBufferWriter<byte>(256);
        if (ErrorCode is not null)
        {
            FrameWriter.WriteError(output, uniqueId, ErrorCode, ErrorDescription);
        }
        else
        {
            FrameWriter.WriteResult(output, uniqueId, Payload ?? JsonElement.Parse("{}"), SimulatorJson.Default.JsonElement);
        }

        return output.WrittenMemory;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Components.Live;

/// <summary>A frame as it stood on the wire.</summary>
public static class WireText
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The OCPP-J array of a frame (OCPP-J 1.6 §4.2).</summary>
    public static string Of(FrameRow frame) => frame.Kind switch
    {
        FrameKind.Call => $"[2,{Text(frame.UniqueId)},{Text(frame.Action)},{frame.Payload}]",
        FrameKind.Result => $"[3,{Text(frame.UniqueId)},{frame.Payload}]",
        FrameKind.Error => $"[4,{Text(frame.UniqueId)},{Text(frame.ErrorCode)},{Text(frame.ErrorDescription)},{frame.Payload}]",
        _ => frame.Payload,
    };

    private static string Text(string? text) => JsonSerializer.Serialize(text ?? "", s_plain);
}

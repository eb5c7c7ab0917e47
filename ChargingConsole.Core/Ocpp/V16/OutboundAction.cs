using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>A request the central system may send: its name, its profile, and what its payloads must be.</summary>
public sealed class OutboundAction
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PayloadShape _request;
    private readonly PayloadShape _answer;

    private OutboundAction(string name, FeatureProfile profile, bool isSlow, PayloadShape request, PayloadShape answer)
    {
        Name = name;
        Profile = profile;
        IsSlow = isSlow;
        _request = request;
        _answer = answer;
        Statuses = answer.Members.FirstOrDefault(member => member.Name == "status")?.Rule is ChoiceRule choice ? choice.Words : [];
    }

    /// <summary>The action in the specification's spelling.</summary>
    public string Name { get; }

    /// <summary>The feature profile it belongs to.</summary>
    public FeatureProfile Profile { get; }

    /// <summary>Whether charge points may take long to answer, since they gather much or ask others first.</summary>
    public bool IsSlow { get; }

    /// <summary>The statuses the specification knows for the answer; none when the answer has no status.</summary>
    public IReadOnlyList<string> Statuses { get; }

    /// <summary>Every way in which a request's payload breaks the specification, the first one first; empty when it may be sent.</summary>
    public IReadOnlyList<PayloadFault> Check(JsonElement payload) => Check(_request, payload);

    /// <summary>A payload that passed <see cref="Check(JsonElement)"/> as compact JSON: members in the specification's order, values as told.</summary>
    public string Canonical(JsonElement payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            _request.Write(writer, payload);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What a charge point's answer does that the specification does not allow. It is taken all the same.</summary>
    internal FrameFlags Deviations(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return Check(_answer, document.RootElement).Aggregate(FrameFlags.None, static (flags, fault) => flags | fault.Flag);
        }
        catch (JsonException)
        {
            return FrameFlags.WrongType;
        }
    }

    internal static OutboundAction Of<TRequest, TAnswer>(FeatureProfile profile, bool isSlow = false)
        where TRequest : IOutboundRequest
        where TAnswer : IShaped => new(TRequest.Action, profile, isSlow, TRequest.Shape, TAnswer.Shape);

    private static List<PayloadFault> Check(PayloadShape shape, JsonElement payload)
    {
        var faults = new List<PayloadFault>();
        shape.Check(payload, "", faults);
        return faults;
    }
}

/// <summary>The feature profiles of OCPP 1.6 (§3.2), and the security extension beside them.</summary>
public enum FeatureProfile
{
    /// <summary>What every charge point can.</summary>
    Core,
    /// <summary>Firmware updates and diagnostics.</summary>
    FirmwareManagement,
    /// <summary>Local authorisation lists.</summary>
    LocalAuthListManagement,
    /// <summary>Reservations.</summary>
    Reservation,
    /// <summary>Charging profiles.</summary>
    SmartCharging,
    /// <summary>Messages on request.</summary>
    RemoteTrigger,
    /// <summary>The security white paper for OCPP 1.6: certificates, signed firmware, logs.</summary>
    Security,
}

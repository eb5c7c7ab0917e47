using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"If a Charge Point needs to send information to the Central System for a function not supported by OCPP" (OCPP 1.6 §4.3, §6.15); the same in both directions.</summary>
public sealed record DataTransferRequest : OcppPayload, IOcppRequest, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "DataTransfer";

    /// <summary>The vendor whose function it is; at most 255 characters.</summary>
    public string? VendorId { get; init; }

    /// <summary>The message of that vendor; at most 50 characters.</summary>
    public string? MessageId { get; init; }

    /// <summary>Text without a length limit or a meaning in the specification.</summary>
    public string? Data { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("vendorId", Text(255)),
        Optional("messageId", Text(50)),
        Optional("data", Text()));

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(VendorId, "vendorId");
        constraints.MaxLength(VendorId, 255, "vendorId");
        constraints.MaxLength(MessageId, 50, "messageId");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="DataTransferRequest"/> (OCPP 1.6 §6.16); the same in both directions.</summary>
public sealed record DataTransferResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected, UnknownMessageId or UnknownVendorId; kept as it came.</summary>
    public string? Status { get; init; }

    /// <summary>Text in answer to the request.</summary>
    public string? Data { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId")),
        Optional("data", Text()));
}

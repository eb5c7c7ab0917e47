using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>A signed firmware (security white paper for OCPP 1.6, FirmwareType).</summary>
public sealed record Firmware : OcppPayload, IShaped
{
    /// <summary>Where it lies, a URL; at most 512 characters.</summary>
    public required string Location { get; init; }

    /// <summary>From when it may be fetched, UTC.</summary>
    public required DateTimeOffset? RetrieveDateTime { get; init; }

    /// <summary>From when it may be installed, UTC.</summary>
    public DateTimeOffset? InstallDateTime { get; init; }

    /// <summary>The certificate it was signed with, PEM; at most 5500 characters.</summary>
    public required string SigningCertificate { get; init; }

    /// <summary>The signature, base64; at most 800 characters.</summary>
    public required string Signature { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("location", Text(512)),
        Required("retrieveDateTime", Timestamp()),
        Optional("installDateTime", Timestamp()),
        Required("signingCertificate", Text(5500)),
        Required("signature", Text(800)));
}

using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Status of an id tag as told to a charge point (OCPP 1.6 §7.27).</summary>
public sealed record IdTagInfo : IShaped
{
    /// <summary>When the tag should leave the authorisation cache, UTC.</summary>
    public DateTimeOffset? ExpiryDate { get; init; }

    /// <summary>The parent (group) of the tag.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>Accepted, Blocked, Expired, Invalid or ConcurrentTx.</summary>
    public required string Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("expiryDate", Timestamp()),
        Optional("parentIdTag", Text(20)),
        Required("status", OneOf("Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx")));
}

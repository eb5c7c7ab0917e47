using System.Text.Json;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Authorising;

/// <summary>What the charge point knows about a tag.</summary>
/// <param name="Status">Accepted, Blocked, Expired, Invalid or ConcurrentTx.</param>
/// <param name="Parent">The parent (group).</param>
/// <param name="Expiry">From when on it no longer counts, UTC.</param>
internal sealed record TagInfo(string Status, string? Parent = null, DateTimeOffset? Expiry = null)
{
    public static TagInfo From(IdTagInfo info) => new(info.Status, info.ParentIdTag, info.ExpiryDate);

    /// <summary>Null when the JSON has no status.</summary>
    public static TagInfo? Read(JsonElement json) =>
        json.Text("status") is { } status ? new TagInfo(status, json.Text("parentIdTag"), json.Time("expiryDate")) : null;

    public bool IsAccepted(DateTimeOffset now) => Status == "Accepted" && (Expiry is null || Expiry > now);
}

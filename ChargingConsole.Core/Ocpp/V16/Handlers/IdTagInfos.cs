using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>What charge points are told of a tag.</summary>
internal static class IdTagInfos
{
    public static IdTagInfo ToInfo(this Authorization authorization) => new()
    {
        Status = authorization.Status,
        ParentIdTag = authorization.Group,
        ExpiryDate = authorization.Tag?.ExpiresAt,
    };

    /// <summary>The same for an answer given before, of which only the status was kept.</summary>
    public static IdTagInfo ToInfo(this IdTagBook tags, string? idTag, string status) =>
        new Authorization(status, tags.Find(idTag)) { Group = tags.GroupOf(tags.Find(idTag)) }.ToInfo();
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.IdTags;

/// <summary>A tag that was presented and is not known.</summary>
/// <param name="IdTag">The tag as received.</param>
/// <param name="FirstSeenAt">When it first came, UTC.</param>
/// <param name="LastSeenAt">When it last came, UTC.</param>
/// <param name="Times">How often it came.</param>
/// <param name="ChargePointId">Where it last came from.</param>
/// <param name="ConnectorId">The connector of its start; null where it only asked.</param>
public sealed record UnknownIdTag(string IdTag, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, int Times, string ChargePointId, int? ConnectorId);

/// <summary>The tags that were lately presented and are not known, so that an operator can take them in. Bounded: the one not seen for longest goes first.</summary>
public sealed class UnknownIdTags(IdTagBook book)
{
    /// <summary>How many are remembered at most.</summary>
    public const int Capacity = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, UnknownIdTag> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those still unknown, the latest first.</summary>
    public IReadOnlyList<UnknownIdTag> Latest
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen.Values.Where(seen => book.Find(seen.IdTag) is null).OrderByDescending(seen => seen.LastSeenAt)];
            }
        }
    }

    /// <summary>Forgets a tag that nobody wants to know.</summary>
    public void Forget(string idTag)
    {
        lock (_lock)
        {
            _seen.Remove(idTag.Trim());
        }
    }

    internal void Note(string? idTag, ChargePoint chargePoint, int? connectorId, DateTimeOffset at)
    {
        var tag = idTag?.Trim() ?? "";
        if (tag.Length is 0 or > 255)
        {
            return;
        }

        lock (_lock)
        {
            if (_seen.TryGetValue(tag, out var seen))
            {
                _seen[tag] = seen with
                {
                    FirstSeenAt = at < seen.FirstSeenAt ? at : seen.FirstSeenAt,
                    Times = seen.Times + 1,
                    LastSeenAt = at > seen.LastSeenAt ? at : seen.LastSeenAt,
                    ChargePointId = at >= seen.LastSeenAt ? chargePoint.Id : seen.ChargePointId,
                    ConnectorId = at >= seen.LastSeenAt ? connectorId : seen.ConnectorId,
                };
                return;
            }

            if (_seen.Count >= Capacity)
            {
                _seen.Remove(_seen.MinBy(pair => pair.Value.LastSeenAt).Key);
            }

            _seen[tag] = new UnknownIdTag(tag, at, at, 1, chargePoint.Id, connectorId);
        }
    }
}

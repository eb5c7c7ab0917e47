using System.Collections.Concurrent;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Makes charge points known.</summary>
public sealed class ChargePointRegister(Fleet fleet, CommitQueue commits, TimeProvider clock, IOptions<OcppOptions> options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ChargePoint>>> _adding = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The charge point with this identity; a new one is recorded first, where new ones are let in.
    /// Null when it is unknown and unknown ones are rejected, or when it was rejected by an operator.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">It is new, and the database is away.</exception>
    /// <param name="chargePointId">The identity, the last segment of its URL.</param>
    /// <param name="earlier">The segments before it, the nearest first; one that is known counts where the last is not, if <see cref="OcppOptions.TryEarlierSegments"/> says so.</param>
    public async Task<ChargePoint?> AdmitAsync(string chargePointId, IEnumerable<string>? earlier = null)
    {
        var known = fleet.FindAlso(chargePointId)
            ?? (options.Value.TryEarlierSegments ? earlier?.Select(fleet.FindAlso).FirstOrDefault(found => found is not null) : null);
        if (known is not null)
        {
            return known.State.Row.Registration == RegistrationStatus.Rejected ? null : known;
        }

        return options.Value.UnknownChargers == UnknownChargePoints.Reject ? null : await AddAsync(chargePointId);
    }

    /// <summary>Makes a charge point known before it ever connects; gives the one that is there already.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away.</exception>
    public async Task<ChargePoint> AddAsync(string chargePointId)
    {
        // Two sockets of the same new charge point may come at once: one records it, both wait for that.
        var adding = _adding.GetOrAdd(chargePointId, id => new Lazy<Task<ChargePoint>>(() => RecordAsync(id)));
        try
        {
            return await adding.Value;
        }
        finally
        {
            _adding.TryRemove(new KeyValuePair<string, Lazy<Task<ChargePoint>>>(chargePointId, adding));
        }
    }

    private async Task<ChargePoint> RecordAsync(string chargePointId)
    {
        if (fleet.TryFind(chargePointId, out var known))
        {
            return known;
        }

        var row = new ChargePointRow { Key = fleet.NextKey(), ChargePointId = chargePointId, CreatedAt = clock.GetUtcNow() };
        var unit = new UnitOfWork();
        unit.Insert(row);
        await commits.CommitAsync(unit);
        return fleet.Add(row);
    }
}

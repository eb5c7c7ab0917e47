using System.Collections.Concurrent;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Limits;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>Makes charge points known.</summary>
public sealed class ChargePointRegister(Fleet fleet, CommitQueue commits, TimeProvider clock, IOptions<OcppOptions> options, IOptions<LimitOptions> limits)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ChargePoint>>> _adding = new(StringComparer.OrdinalIgnoreCase);
    private readonly AddressWindow _new = new(limits.Value.NewChargersPerHourPerAddress, limits.Value.NewChargersPerHour, TimeSpan.FromHours(1), clock);

    /// <summary>
    /// The charge point with this identity; a new one is recorded first, where new ones are let in or wait. Made-up
    /// identities come to an end at the limits: what is recorded is bounded by the hour, by address and in all.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">It is new, and the database is away.</exception>
    /// <param name="chargePointId">The identity, the last segment of its URL.</param>
    /// <param name="earlier">The segments before it, the nearest first; one that is known counts where the last is not, if <see cref="OcppOptions.TryEarlierSegments"/> says so.</param>
    /// <param name="address">Where it comes from; null for one that only counts among all.</param>
    public async Task<Admission> AdmitAsync(string chargePointId, IEnumerable<string>? earlier = null, string? address = null)
    {
        if (Find(chargePointId, earlier) is { } known)
        {
            return known.State.Row.Registration == RegistrationStatus.Rejected ? Admission.No(AdmissionRefusal.Blocked) : new Admission(known);
        }

        var waits = options.Value.UnknownChargers == UnknownChargePoints.Pending;
        var refusal = options.Value.UnknownChargers == UnknownChargePoints.Reject ? AdmissionRefusal.Unknown
            : waits && fleet.WaitingCount >= limits.Value.WaitingChargers ? AdmissionRefusal.QueueFull
            : !waits && fleet.Count >= limits.Value.FleetSize ? AdmissionRefusal.FleetFull
            : AdmissionRefusal.None;
        if (refusal != AdmissionRefusal.None)
        {
            return Admission.No(refusal);
        }

        return _new.Take(address) switch
        {
            WindowLimit.PerAddress => Admission.No(AdmissionRefusal.TooManyFromAddress, _new.Rest),
            WindowLimit.InAll => Admission.No(AdmissionRefusal.TooMany, _new.Rest),
            _ => new Admission(await AddAsync(chargePointId, waits ? RegistrationStatus.Pending : RegistrationStatus.Unknown)),
        };
    }

    /// <summary>The charge point that is known by this identity, or else by one of the earlier segments of its URL; null when there is none.</summary>
    public ChargePoint? Find(string chargePointId, IEnumerable<string>? earlier) =>
        fleet.FindAlso(chargePointId)
        ?? (options.Value.TryEarlierSegments ? earlier?.Select(fleet.FindAlso).FirstOrDefault(found => found is not null) : null)
        ?? fleet.FindWaiting(chargePointId);

    /// <summary>Makes a charge point known before it ever connects; gives the one that is there already.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away.</exception>
    public Task<ChargePoint> AddAsync(string chargePointId) => AddAsync(chargePointId, RegistrationStatus.Unknown);

    internal async Task<ChargePoint> AddAsync(string chargePointId, RegistrationStatus registration)
    {
        // Two sockets of the same new charge point may come at once: one records it, both wait for that.
        var adding = _adding.GetOrAdd(chargePointId, id => new Lazy<Task<ChargePoint>>(() => RecordAsync(id, registration)));
        try
        {
            return await adding.Value;
        }
        finally
        {
            _adding.TryRemove(new KeyValuePair<string, Lazy<Task<ChargePoint>>>(chargePointId, adding));
        }
    }

    private async Task<ChargePoint> RecordAsync(string chargePointId, RegistrationStatus registration)
    {
        if (fleet.TryFind(chargePointId, out var known) || (known = fleet.FindWaiting(chargePointId)) is not null)
        {
            return known;
        }

        var row = new ChargePointRow { Key = fleet.NextKey(), ChargePointId = chargePointId, CreatedAt = clock.GetUtcNow(), Registration = registration };
        var unit = new UnitOfWork();
        unit.Insert(row);
        await commits.CommitAsync(unit);
        return fleet.Add(row);
    }
}

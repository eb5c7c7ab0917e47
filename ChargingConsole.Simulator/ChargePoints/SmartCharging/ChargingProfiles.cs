using System.Text.Json;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.SmartCharging;

/// <summary>The charging profiles of a charge point and the limits that follow from them (OCPP 1.6 §3.13, §5.16).</summary>
internal sealed class ChargingProfiles(VirtualChargePoint chargePoint)
{
    private readonly Lock _gate = new();
    // Replaced as a whole, so that the meters read it without a lock.
    private volatile InstalledProfile[] _installed = [];

    public IReadOnlyList<InstalledProfile> Installed => _installed;

    /// <summary>Gives the status of SetChargingProfile.conf: Accepted or Rejected.</summary>
    public string Install(int connectorId, JsonElement json)
    {
        var profile = ProfileReader.Read(json, connectorId, chargePoint.Configuration, chargePoint.Clock.GetUtcNow());
        if (profile is null || (connectorId != 0 && chargePoint.Find(connectorId) is null))
        {
            return "Rejected";
        }

        switch (profile.Purpose)
        {
            case "ChargePointMaxProfile" when connectorId != 0 || profile.Kind == "Relative":
                return "Rejected";
            case "TxProfile":
                var transaction = chargePoint.Find(connectorId)?.Transaction;
                // §3.13.1: a TxProfile is for a running transaction only.
                if (transaction is null || (json.Number("transactionId") is { } id && id != transaction.TransactionId))
                {
                    return "Rejected";
                }

                profile = profile with { Transaction = transaction };
                break;
        }

        return Add(profile) ? "Accepted" : "Rejected";
    }

    /// <summary>The profile that a RemoteStartTransaction brings, for a connector chosen later; null when it may not (§5.16.2).</summary>
    public InstalledProfile? ReadForStart(JsonElement json) =>
        ProfileReader.Read(json, connectorId: 0, chargePoint.Configuration, chargePoint.Clock.GetUtcNow()) is { Purpose: "TxProfile" } profile
        && json.Number("transactionId") is null ? profile : null;

    public void Begin(InstalledProfile profile, VirtualTransaction transaction) =>
        Add(profile with { ConnectorId = transaction.ConnectorId, Transaction = transaction });

    /// <summary>A TxProfile ends with its transaction.</summary>
    public void End(VirtualTransaction transaction) => Remove(profile => profile.Transaction == transaction);

    /// <summary>Takes out what matches all that is given; false when nothing does (§5.4).</summary>
    public bool Clear(int? id, int? connectorId, string? purpose, int? stackLevel) => Remove(profile => id is not null
        ? profile.Id == id
        : (connectorId is null || profile.ConnectorId == connectorId)
            && (purpose is null || profile.Purpose == purpose)
            && (stackLevel is null || profile.StackLevel == stackLevel));

    /// <summary>What the connector may deliver; without a limit null. A station's limit is shared by those who charge.</summary>
    public ChargingLimit? Allowed(VirtualConnector at, DateTimeOffset time)
    {
        if (_installed.Length == 0)
        {
            return null;
        }

        var transaction = at.Transaction;
        var limit = OfTransaction(at, time, transaction?.StartedAt ?? time, transaction);
        if (OfStation(time, at.GridPhases) is { } station)
        {
            var sharing = Math.Max(1, chargePoint.Connectors.Count(connector => connector.Transaction is not null));
            var share = station with { Watts = station.Watts / sharing };
            limit = limit?.Or(share) ?? share;
        }

        return limit;
    }

    /// <summary>What one connector may deliver by its TxProfile or TxDefaultProfile.</summary>
    public ChargingLimit? OfTransaction(VirtualConnector at, DateTimeOffset time, DateTimeOffset relativeTo, VirtualTransaction? transaction) =>
        Highest(profile => profile.Purpose == "TxProfile" && profile.ConnectorId == at.Id && profile.Transaction == transaction, time, relativeTo, at.GridPhases)
        ?? Highest(profile => profile.Purpose == "TxDefaultProfile" && (profile.ConnectorId == at.Id || profile.ConnectorId == 0), time, relativeTo, at.GridPhases);

    /// <summary>What the charge point as a whole may take.</summary>
    public ChargingLimit? OfStation(DateTimeOffset time, int mostPhases) =>
        Highest(profile => profile.Purpose == "ChargePointMaxProfile", time, time, mostPhases);

    private ChargingLimit? Highest(Func<InstalledProfile, bool> counts, DateTimeOffset time, DateTimeOffset relativeTo, int mostPhases) => _installed
        .Where(counts)
        // On the same level the connector's own goes before the one for all.
        .OrderByDescending(profile => profile.StackLevel).ThenByDescending(profile => profile.ConnectorId)
        .Select(profile => profile.At(time, relativeTo, mostPhases))
        .FirstOrDefault(limit => limit is not null);

    private bool Add(InstalledProfile profile)
    {
        lock (_gate)
        {
            // §5.16: the same id, or the same purpose and level at the same connector, is replaced.
            var others = _installed.Where(other => other.Id != profile.Id
                && !(other.Purpose == profile.Purpose && other.StackLevel == profile.StackLevel && other.ConnectorId == profile.ConnectorId)).ToList();
            if (others.Count >= chargePoint.Configuration.Whole("MaxChargingProfilesInstalled"))
            {
                return false;
            }

            _installed = [.. others, profile];
            return true;
        }
    }

    private bool Remove(Func<InstalledProfile, bool> isMeant)
    {
        lock (_gate)
        {
            var rest = _installed.Where(profile => !isMeant(profile)).ToArray();
            var any = rest.Length < _installed.Length;
            _installed = rest;
            return any;
        }
    }
}

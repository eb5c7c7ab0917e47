using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Installs profiles of the library on charge points.</summary>
public sealed class ProfileInstaller(CommandDesk desk, Fleet fleet)
{
    /// <summary>The profile does not belong where it was to go.</summary>
    public const string WrongPlace = "wrong_place";

    /// <summary>Sends the profile as it is in the library (OCPP 1.6 §5.16); a session's profile names the session that is open there.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="connectorId">The connector; 0 is the charge point.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public async Task<CommandOutcome> InstallAsync(ProfileRow profile, string chargePointId, int connectorId, Actor requestedBy)
    {
        if (fleet.Find(chargePointId) is { } chargePoint && Refusal(profile, chargePoint, connectorId) is { } refusal)
        {
            return new CommandOutcome { Code = WrongPlace, Message = refusal };
        }

        return await desk.SendAsync(chargePointId, "SetChargingProfile", Request(profile, fleet.Find(chargePointId), connectorId), requestedBy);
    }

    /// <summary>The payload that installs the profile.</summary>
    public static string Request(ProfileRow profile, ChargePoint? chargePoint, int connectorId)
    {
        var definition = profile.Definition;
        var session = definition.Purpose == ProfilePurpose.TxProfile ? chargePoint?.State.Connector(connectorId).Transaction?.Id : null;
        return ProfileText.SetRequest(connectorId, definition, ProfileIds.OfLibrary(profile.Id, connectorId), session);
    }

    /// <summary>Why the profile cannot go there; null when it can.</summary>
    public static string? Refusal(ProfileRow profile, ChargePoint chargePoint, int connectorId) =>
        connectorId < 0 || connectorId > chargePoint.State.NumberOfConnectors
            ? $"Charger {chargePoint.Id} has {chargePoint.State.NumberOfConnectors} connector(s)."
            : ProfileRules.CheckPlace(profile.Definition.Purpose, connectorId, chargePoint.State.Connector(connectorId).Transaction is not null);
}

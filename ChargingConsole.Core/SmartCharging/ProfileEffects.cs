using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>An accepted SetChargingProfile is installed.</summary>
internal sealed class SetChargingProfileEffect(InstalledProfiles installed) : ICommandEffect
{
    public string? Action => "SetChargingProfile";

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (!ProfileAnswers.IsAccepted(command))
        {
            return null;
        }

        return OcppText.Read<SetChargingProfileRequest>(command.Request) is { } asked
            && ProfileAnswers.Row(chargePoint, command, asked.CsChargingProfiles, asked.ConnectorId) is { } row
            // Where no session is open, a session's profile has nothing to belong to.
            && (row.Purpose != ProfilePurpose.TxProfile || row.TransactionId is not null)
                ? installed.Place(chargePoint, row, unit)
                : null;
    }
}

/// <summary>What an accepted ClearChargingProfile names is gone.</summary>
internal sealed class ClearChargingProfileEffect(InstalledProfiles installed) : ICommandEffect
{
    public string? Action => "ClearChargingProfile";

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        // Unknown means that the charge point has none of these, so what is noted here is no longer true.
        if (!ProfileAnswers.IsAccepted(command) && command.AnswerStatus is not "Unknown")
        {
            return null;
        }

        if (OcppText.Read<ClearChargingProfileRequest>(command.Request) is not { } asked)
        {
            return null;
        }

        var purpose = ProfileText.Word<ProfilePurpose>(asked.ChargingProfilePurpose);
        return installed.Remove(
            chargePoint,
            row => asked.Id is { } id
                ? row.ProfileId == id
                : (asked.ConnectorId is null || row.ConnectorId == asked.ConnectorId) && (asked.StackLevel is null || row.StackLevel == asked.StackLevel) && (purpose is null || row.Purpose == purpose),
            unit);
    }
}

/// <summary>The profile that came with an accepted remote start belongs to the session to come (OCPP 1.6 §5.11).</summary>
internal sealed class RemoteStartProfileEffect(InstalledProfiles installed) : ICommandEffect
{
    public string? Action => "RemoteStartTransaction";

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (!ProfileAnswers.IsAccepted(command) || OcppText.Read<RemoteStartTransactionRequest>(command.Request) is not { ChargingProfile: { } profile } asked)
        {
            return null;
        }

        // Where the charge point may choose among several connectors, nobody knows yet where the profile goes.
        int? connectorId = asked.ConnectorId ?? (chargePoint.State.NumberOfConnectors == 1 ? 1 : null);
        return connectorId is { } place && ProfileAnswers.Row(chargePoint, command, profile, place) is { Purpose: ProfilePurpose.TxProfile } row
            ? installed.Place(chargePoint, row with { TransactionId = null }, unit)
            : null;
    }
}

/// <summary>What the effects of profile commands have in common.</summary>
internal static class ProfileAnswers
{
    public static bool IsAccepted(CommandRow command) => string.Equals(command.AnswerStatus?.Trim(), "Accepted", StringComparison.OrdinalIgnoreCase);

    public static InstalledProfileRow? Row(ChargePoint chargePoint, CommandRow command, ChargingProfile profile, int connectorId) =>
        ProfileText.Read(profile) is { } definition
            ? new InstalledProfileRow
            {
                ChargePointKey = chargePoint.Key,
                ConnectorId = connectorId,
                Purpose = definition.Purpose,
                StackLevel = definition.StackLevel,
                ProfileId = profile.ChargingProfileId,
                TransactionId = definition.Purpose == ProfilePurpose.TxProfile
                    ? profile.TransactionId ?? chargePoint.State.Connector(connectorId).Transaction?.Id
                    : null,
                Profile = ProfileText.Write(definition),
                InstalledAt = command.AnsweredAt ?? command.RequestedAt,
                CommandId = command.Id,
            }
            : null;
}

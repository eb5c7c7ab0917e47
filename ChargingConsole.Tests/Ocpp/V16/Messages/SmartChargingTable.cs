namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the smart charging profile.</summary>
internal static class SmartChargingTable
{
    public static Message[] Messages { get; } =
    [
        new("ClearChargingProfileRequest", Way.ToCharger, """
            id: integer
            connectorId: integer>=0
            chargingProfilePurpose: ChargePointMaxProfile|TxDefaultProfile|TxProfile
            stackLevel: integer>=0
            """),
        new("ClearChargingProfileResponse", Way.ToCharger, """
            status*: Accepted|Unknown
            """),
        new("GetCompositeScheduleRequest", Way.ToCharger, """
            connectorId*: integer>=0
            duration*: integer>=0
            chargingRateUnit: A|W
            """),
        new("GetCompositeScheduleResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            connectorId: integer
            scheduleStart: time
            chargingSchedule: {ChargingSchedule}
            """),
        new("SetChargingProfileRequest", Way.ToCharger, """
            connectorId*: integer>=0
            csChargingProfiles*: {ChargingProfile}
            """),
        new("SetChargingProfileResponse", Way.ToCharger, """
            status*: Accepted|Rejected|NotSupported
            """),
    ];
}

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the local authorisation list profile.</summary>
internal static class LocalAuthListTable
{
    public static Message[] Messages { get; } =
    [
        new("GetLocalListVersionRequest", Way.ToCharger, ""),
        new("GetLocalListVersionResponse", Way.ToCharger, """
            listVersion*: integer
            """),
        new("SendLocalListRequest", Way.ToCharger, """
            listVersion*: integer
            localAuthorizationList: [{AuthorizationData}]
            updateType*: Differential|Full
            """),
        new("SendLocalListResponse", Way.ToCharger, """
            status*: Accepted|Failed|NotSupported|VersionMismatch
            """),
    ];

    public static Shape[] Shapes { get; } =
    [
        new("AuthorizationData", """
            idTag*: text20
            idTagInfo: {IdTagInfo}
            """),
    ];
}

using ChargingConsole.Auth;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Everything that programs call.</summary>
internal static class ApiEndpoints
{
    /// <summary>Maps REST, the hub, the health checks and the API's documentation; the host gates the group to the web listener.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var web = routes.MapGroup("");
        // What drivers and partners reach says so itself, and keeps them to what is theirs.
        var all = web.MapGroup("/api")
            .WithMetadata(new RequestSizeLimitAttribute(1024 * 1024))
            .WithExactRouteValues()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .AddEndpointFilter<RouteGroupBuilder, BodyFilter>();
        all.MapCharging();
        all.MapChargers();
        all.MapSessions();
        all.MapMetering();
        all.MapOwnIdTags();
        all.MapAppUsers();
        all.MapKeys();
        var api = all.MapGroup("").RequireAuthorization(Policies.Viewer);
        api.MapPendingChargers();
        api.MapBlockedAddresses();
        api.MapChargerSettings();
        api.MapMaintenance();
        api.MapSessionCare();
        api.MapReports();
        api.MapMessages();
        api.MapCommands();
        api.MapJobs();
        api.MapSecurity();
        api.MapChargerSecurity();
        api.MapTrust();
        api.MapIdTags();
        api.MapConfiguration();
        api.MapConfigurationTemplates();
        api.MapChargingProfiles();
        api.MapSmartCharging();
        api.MapIdTagLists();
        api.MapLocalLists();
        api.MapReservations();
        api.MapFirmware();
        api.MapTransfers();
        api.MapDatabase();
        api.MapAudit();
        api.MapAlerts();
        web.MapTransferDoor();
        web.MapHealth();
        web.MapApiDocs();
        web.MapHub<LiveHub>("/hubs/live", hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization(Policies.Own);
        return web;
    }
}

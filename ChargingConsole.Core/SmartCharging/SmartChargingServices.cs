using ChargingConsole.Core.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>The room's place in the core.</summary>
internal static class SmartChargingServices
{
    public static void AddSmartCharging(this IServiceCollection services)
    {
        services.AddSingleton<ProfileLibrary>();
        services.AddSingleton<ProfileRegister>();
        services.AddSingleton<InstalledProfiles>();
        services.AddSingleton<LimitMemory>();
        services.AddSingleton<SmartChargingState>();
        services.AddSingleton<ProfileInstaller>();
        services.AddSingleton<CompositeDesk>();
        services.AddSingleton<LimitDesk>();
        services.AddSingleton<ICommandEffect, SetChargingProfileEffect>();
        services.AddSingleton<ICommandEffect, ClearChargingProfileEffect>();
        services.AddSingleton<ICommandEffect, RemoteStartProfileEffect>();
    }
}

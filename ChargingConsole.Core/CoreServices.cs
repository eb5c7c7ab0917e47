using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.LocalLists;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.DataTransfer;
using ChargingConsole.Core.Ocpp.V16.Handlers;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Core.Security;
using ChargingConsole.Core.SmartCharging;
using ChargingConsole.Core.Views;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core;

/// <summary>Wires the core together.</summary>
public static class CoreServices
{
    /// <summary>Adds everything of the core; the host still has to call <see cref="LiveStateLoader.LoadAsync"/> before it listens.</summary>
    public static IServiceCollection AddChargingCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OcppOptions>().Bind(configuration.GetSection("Ocpp")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LimitOptions>().Bind(configuration.GetSection("Ocpp:Limits")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ChargingOptions>().Bind(configuration.GetSection("Charging")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JournalOptions>().Bind(configuration.GetSection("Journal")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection("Security")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JobsOptions>().Bind(configuration.GetSection("Jobs")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<ChargingMeter>();

        AddData(services, configuration);
        AddState(services);
        AddConfiguration(services);
        services.AddSmartCharging();
        AddFirmware(services, configuration);
        AddOcpp(services);
        AddJobs(services);
        AddSecurity(services);
        AddAudit(services, configuration);
        services.AddAlerts(configuration);
        return services;
    }

    private static void AddData(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => DatabaseEngine.Create(configuration));
        services.AddSingleton(provider => new ChargingDatabase(provider.GetRequiredService<DatabaseEngine>()));
        services.AddSingleton(provider => new CommitQueue(
            provider.GetRequiredService<DatabaseEngine>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CommitQueue>>(),
            provider.GetRequiredService<ChargingMeter>()));
        services.AddSingleton(provider => new DatabaseBackup(
            provider.GetRequiredService<DatabaseEngine>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DatabaseBackup>>()));
        services.AddSingleton<DatabaseCondition>();
        services.AddSingleton<LiveStateLoader>();
        services.AddSingleton<SessionQueries>();
        services.AddSingleton<SessionReports>();
        services.AddSingleton<JournalQueries>();
        services.AddSingleton<CommandQueries>();
        services.AddSingleton<TransactionLookup>();
        services.AddSingleton<IdTagQueries>();
        services.AddSingleton<ReservationQueries>();
    }

    private static void AddState(IServiceCollection services)
    {
        services.AddSingleton<Fleet>();
        services.AddSingleton<ChargePointRegister>();
        services.AddSingleton<WaitingRoom>();
        services.AddSingleton<ChargePointSettings>();
        services.AddSingleton<LastSeen>();
        services.AddSingleton<MaintenanceDesk>();
        services.AddSingleton<StuckSessions>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<FleetPulse>();
        services.AddSingleton<TransactionBook>();
        services.AddSingleton<IdTagBook>();
        services.AddSingleton<IdTagRegister>();
        services.AddSingleton<UnknownIdTags>();
        services.AddSingleton<ReservationBook>();
        services.AddSingleton<ICommandEffect, ReserveNowEffect>();
        services.AddSingleton<ICommandEffect, CancelReservationEffect>();
        services.AddSingleton<LocalListBook>();
        services.AddSingleton<LocalListLimits>();
        services.AddSingleton<LocalListSender>();
        services.AddSingleton<ICommandEffect, SendLocalListEffect>();
        services.AddSingleton<ICommandEffect, GetLocalListVersionEffect>();
        services.AddSingleton<ILiveFeed, LiveFeed>();
        services.AddSingleton<FrameJournal>();
        services.AddSingleton<Agenda>();
        services.AddSingleton<NewLinks>();
        services.AddSingleton<SessionEnds>();
        services.AddSingleton<AgreedStops>();
        services.AddSingleton<Unwritten>();
        services.AddSingleton<ICommandEffect>(provider => provider.GetRequiredService<AgreedStops>());
        services.AddSingleton<ICommandEffect, CapabilityEffect>();
        services.AddSingleton<OpenCommands>();
        services.AddSingleton<Silence>();
        services.AddSingleton<CommandEffects>();
        services.AddSingleton<CommandSteps>();
        services.AddSingleton<CommandLedger>();
        services.AddSingleton<CommandDesk>();
    }

    private static void AddConfiguration(IServiceCollection services)
    {
        services.AddSingleton<ConfigurationBook>();
        services.AddSingleton<ConfigurationTemplates>();
        services.AddSingleton<ConfigurationReader>();
        services.AddSingleton<ConfigurationWriter>();
        services.AddSingleton<ConfigurationQueries>();
        services.AddSingleton<ICommandEffect, GetConfigurationEffect>();
        services.AddSingleton<ICommandEffect, ChangeConfigurationEffect>();
    }

    private static void AddFirmware(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FirmwareOptions>().Bind(configuration.GetSection("Firmware")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new FileStore(
            provider.GetRequiredService<DatabaseEngine>().Folder, provider.GetRequiredService<IOptions<FirmwareOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TransferBook>();
        services.AddSingleton<TransferLog>();
        services.AddSingleton<TransferDoor>();
        services.AddSingleton<TransferQueries>();
        services.AddSingleton<FirmwareFiles>();
        services.AddSingleton<PublicAddress>();
        foreach (var kind in Enum.GetValues<TransferKind>())
        {
            services.AddSingleton<ICommandEffect>(provider => ActivatorUtilities.CreateInstance<TransferEffect>(provider, kind));
        }

        services.AddSingleton<DiagnosticsStatusNotificationHandler>();
        services.AddSingleton<FirmwareStatusNotificationHandler>();
        services.AddSingleton<LogStatusNotificationHandler>();
        services.AddSingleton<SignedFirmwareStatusNotificationHandler>();
        services.AddSingleton<TransferCare>();
        services.AddHostedService(provider => provider.GetRequiredService<TransferCare>());
    }

    private static void AddOcpp(IServiceCollection services)
    {
        services.AddSingleton<AuthorizeHandler>();
        services.AddSingleton<BootNotificationHandler>();
        services.AddSingleton<DataTransferHandler>();
        services.AddSingleton<HeartbeatHandler>();
        services.AddSingleton<MeterValuesHandler>();
        services.AddSingleton<SecurityEventNotificationHandler>();
        services.AddSingleton<SignCertificateHandler>();
        services.AddSingleton<IVendorDataTransfer, ConsoleDataTransfer>();
        services.AddSingleton<StartTransactionHandler>();
        services.AddSingleton<StatusNotificationHandler>();
        services.AddSingleton<StopTransactionHandler>();
        services.AddSingleton(provider => new CallRouter(
            ActivatorUtilities.CreateInstance<CallRoutes>(provider).All, provider.GetRequiredService<ILogger<CallRouter>>()));
        services.AddSingleton<SessionParts>();
        services.AddSingleton(provider => new ConnectedSessions(
            provider.GetRequiredService<Fleet>(), provider.GetRequiredService<LastSeen>(),
            provider.GetRequiredService<SessionParts>(), provider.GetRequiredService<ILogger<ConnectedSessions>>()));
        services.AddSingleton<IChargePointLink>(provider => provider.GetRequiredService<ConnectedSessions>());

        // Stopped in reverse: the sockets' end comes from the host, then these, and the commit queue last of all.
        services.AddHostedService<ChargingGauges>();
        services.AddHostedService(provider => provider.GetRequiredService<FleetPulse>());
        services.AddHostedService<JournalWriter>();
        services.AddHostedService<JournalRetention>();
        services.AddHostedService<CommandExpiry>();
        services.AddHostedService<ReservationExpiry>();
        services.AddHostedService<FollowUpWorker>();
        services.AddHostedService<SilentSessions>();
        services.AddHostedService<WaitingRoomCare>();
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.AddSingleton<JobBook>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobExport>();
        services.AddSingleton<ICommandEffect, JobOutcomes>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
    }

    private static void AddAudit(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection("Audit")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditQueries>();
        services.AddHostedService<AuditRetention>();
    }

    private static void AddSecurity(IServiceCollection services)
    {
        services.AddSingleton<KeyVault>();
        services.AddSingleton<CertificateAuthority>();
        services.AddSingleton<CertificateRequests>();
        services.AddSingleton<CertificateDesk>();
        services.AddSingleton<InstalledCertificates>();
        services.AddSingleton<SecurityQueries>();
        services.AddSingleton<ICommandEffect, InstalledCertificatesRead>();
        services.AddSingleton<ICommandEffect, InstalledCertificateDeleted>();
        services.AddHostedService<CertificateSigner>();
        services.AddSingleton<DoorBook>();
        services.AddSingleton<DoorRecords>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<ChargerSecurity>();
        services.AddSingleton<ICommandEffect, AuthorizationKeyEffect>();
        services.AddSingleton<TrustedAuthorities>();
        services.AddSingleton<Revocations>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton<BlockedAddresses>();
        services.AddHostedService<DoorLoader>();
    }
}

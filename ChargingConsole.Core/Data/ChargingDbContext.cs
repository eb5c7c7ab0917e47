using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.LocalLists;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Core.Security;
using ChargingConsole.Core.SmartCharging;
using ChargingConsole.Core.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChargingConsole.Core.Data;

/// <summary>
/// The model, the same for every provider. Contexts read; rows are written by <see cref="CommitQueue"/>
/// alone, so that every change takes the one durable path.
/// </summary>
public abstract class ChargingDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The charge points.</summary>
    public DbSet<ChargePointRow> ChargePoints => Set<ChargePointRow>();

    /// <summary>The last known status of each connector.</summary>
    public DbSet<ConnectorRow> Connectors => Set<ConnectorRow>();

    /// <summary>How single charge points have to be understood.</summary>
    public DbSet<QuirkSettings> QuirkSettings => Set<QuirkSettings>();

    /// <summary>The transactions.</summary>
    public DbSet<TransactionRow> Transactions => Set<TransactionRow>();

    /// <summary>The readings.</summary>
    public DbSet<MeterReadingRow> MeterReadings => Set<MeterReadingRow>();

    /// <summary>Stops without a transaction.</summary>
    public DbSet<OrphanStopRow> OrphanStops => Set<OrphanStopRow>();

    /// <summary>The id tags.</summary>
    public DbSet<IdTagRow> IdTags => Set<IdTagRow>();

    /// <summary>The reservations that charge points accepted.</summary>
    public DbSet<ReservationRow> Reservations => Set<ReservationRow>();

    /// <summary>What charge points hold as local authorisation lists.</summary>
    public DbSet<LocalListRow> LocalLists => Set<LocalListRow>();

    /// <summary>The commands.</summary>
    public DbSet<CommandRow> Commands => Set<CommandRow>();

    /// <summary>The jobs.</summary>
    public DbSet<JobRow> Jobs => Set<JobRow>();

    /// <summary>The requests of the jobs.</summary>
    public DbSet<JobTargetRow> JobTargets => Set<JobTargetRow>();

    /// <summary>What charge points told of their security.</summary>
    public DbSet<SecurityEventRow> SecurityEvents => Set<SecurityEventRow>();

    /// <summary>The local certificate authorities; the newest signs.</summary>
    public DbSet<CertificateAuthorityRow> CertificateAuthorities => Set<CertificateAuthorityRow>();

    /// <summary>Requests for certificates.</summary>
    public DbSet<CertificateRequestRow> CertificateRequests => Set<CertificateRequestRow>();

    /// <summary>The root certificates that charge points have.</summary>
    public DbSet<InstalledCertificatesRow> InstalledCertificates => Set<InstalledCertificatesRow>();

    /// <summary>The journal.</summary>
    public DbSet<ExchangeRow> Frames => Set<ExchangeRow>();

    /// <summary>The last known configuration keys.</summary>
    public DbSet<ConfigurationKeyRow> ConfigurationKeys => Set<ConfigurationKeyRow>();

    /// <summary>The history of configuration keys.</summary>
    public DbSet<ConfigurationChangeRow> ConfigurationChanges => Set<ConfigurationChangeRow>();

    /// <summary>The configuration templates.</summary>
    public DbSet<ConfigurationTemplateRow> ConfigurationTemplates => Set<ConfigurationTemplateRow>();

    /// <summary>The library of charging profiles.</summary>
    public DbSet<ProfileRow> ChargingProfiles => Set<ProfileRow>();

    /// <summary>The charging profiles that charge points accepted.</summary>
    public DbSet<InstalledProfileRow> InstalledProfiles => Set<InstalledProfileRow>();

    /// <summary>The forms of limit that worked.</summary>
    public DbSet<LimitRecipeRow> LimitRecipes => Set<LimitRecipeRow>();

    /// <summary>The firmware files.</summary>
    public DbSet<FirmwareFileRow> FirmwareFiles => Set<FirmwareFileRow>();

    /// <summary>Updates, diagnostics and logs.</summary>
    public DbSet<TransferRow> Transfers => Set<TransferRow>();

    /// <summary>The steps of transfers.</summary>
    public DbSet<TransferStepRow> TransferSteps => Set<TransferStepRow>();

    /// <summary>The audit trail.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>What the door asks of single charge points.</summary>
    public DbSet<DoorRuleRow> DoorRules => Set<DoorRuleRow>();

    /// <summary>The passwords of charge points, hashed.</summary>
    public DbSet<ChargerKeyRow> ChargerKeys => Set<ChargerKeyRow>();

    /// <summary>The authorities of others that the door believes.</summary>
    public DbSet<TrustedAuthorityRow> TrustedAuthorities => Set<TrustedAuthorityRow>();

    /// <summary>The certificates that count for nothing any more.</summary>
    public DbSet<RevokedCertificateRow> RevokedCertificates => Set<RevokedCertificateRow>();

    /// <summary>The addresses that are blocked at the door.</summary>
    public DbSet<BlockedAddressRow> BlockedAddresses => Set<BlockedAddressRow>();

    /// <summary>The alerts.</summary>
    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    /// <summary>When alerts are raised, where somebody changed it.</summary>
    public DbSet<AlertRuleRow> AlertRules => Set<AlertRuleRow>();

    /// <summary>Where alerts are sent.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>The messages to the webhook.</summary>
    public DbSet<WebhookMessageRow> WebhookMessages => Set<WebhookMessageRow>();

    /// <summary>The latest maintenance of each charge point.</summary>
    public DbSet<MaintenanceRow> Maintenances => Set<MaintenanceRow>();

    /// <summary>The views that people saved.</summary>
    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    /// <summary>The mark of the last commit.</summary>
    public DbSet<CommitMarkRow> CommitMarks => Set<CommitMarkRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChargePointRow>(entity =>
        {
            entity.HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();
            entity.Property(row => row.ChargePointId).HasMaxLength(255).UseCollation(CaseInsensitive);
            entity.HasIndex(row => row.ChargePointId).IsUnique();
            foreach (var text in new[] { nameof(ChargePointRow.Vendor), nameof(ChargePointRow.Model), nameof(ChargePointRow.SerialNumber), nameof(ChargePointRow.FirmwareVersion), nameof(ChargePointRow.Iccid), nameof(ChargePointRow.Imsi), nameof(ChargePointRow.MeterType), nameof(ChargePointRow.MeterSerialNumber), nameof(ChargePointRow.Name), nameof(ChargePointRow.Site), nameof(ChargePointRow.Location), nameof(ChargePointRow.ConnectorType) })
            {
                entity.Property(text).HasMaxLength(255);
            }

            entity.Property(row => row.Currency).HasMaxLength(3);
            entity.Property(row => row.Notes).HasMaxLength(2000);
            Never(entity, changes: [nameof(ChargePointRow.ChargePointId), nameof(ChargePointRow.CreatedAt)]);
        });

        modelBuilder.Entity<ConnectorRow>(entity =>
        {
            entity.HasKey(row => new { row.ChargePointKey, row.ConnectorId });
            entity.Property(row => row.RawStatus).HasMaxLength(255);
            entity.Property(row => row.ErrorCode).HasMaxLength(255);
            entity.Property(row => row.Info).HasMaxLength(255);
            entity.Property(row => row.VendorErrorCode).HasMaxLength(255);
        });

        modelBuilder.Entity<QuirkSettings>(entity =>
        {
            entity.HasKey(row => row.ChargePointKey);
            entity.Property(row => row.ChargePointKey).ValueGeneratedNever();
            entity.Property(row => row.Aliases).HasMaxLength(1000);
            entity.Property(row => row.TagSuffixSeparator).HasMaxLength(10);
            entity.Property(row => row.RemoteStartTag).HasMaxLength(20);
            entity.Property(row => row.EnergyUnit).HasMaxLength(10);
            entity.Property(row => row.PowerUnit).HasMaxLength(10);
            entity.Property(row => row.NotSupported).HasMaxLength(Capabilities.MaxLength);
            entity.Property(row => row.NotSupportedFirmware).HasMaxLength(255);
        });

        modelBuilder.Entity<TransactionRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Ignore(row => row.IsOpen);
            entity.Property(row => row.IdTag).HasMaxLength(255).UseCollation(CaseInsensitive);
            entity.Property(row => row.StopIdTag).HasMaxLength(255);
            entity.Property(row => row.Authorization).HasMaxLength(20);
            entity.Property(row => row.StopReason).HasMaxLength(255);
            entity.HasIndex(row => new { row.StartTime, row.Id });
            entity.HasIndex(row => new { row.IdTag, row.StartTime });
            // What makes a retry a retry (and, led by charge point, what its session list is read by).
            entity.HasIndex(row => new { row.ChargePointKey, row.StartTime, row.ConnectorId, row.IdTag, row.MeterStart }).IsUnique();
            entity.HasIndex(row => row.Status).HasFilter("Status <> 3");
            entity.HasIndex(row => row.StartCommandId).HasFilter("StartCommandId IS NOT NULL");
            Never(entity, changes: [nameof(TransactionRow.ChargePointKey), nameof(TransactionRow.ConnectorId), nameof(TransactionRow.IdTag), nameof(TransactionRow.StartTime), nameof(TransactionRow.ReportedStart), nameof(TransactionRow.StartReceivedAt), nameof(TransactionRow.MeterStart), nameof(TransactionRow.Authorization), nameof(TransactionRow.StartCommandId)]);
        });

        modelBuilder.Entity<MeterReadingRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.HasIndex(row => new { row.TransactionId, row.Timestamp });
            // Those of a transaction are found through it: an index over all of them would cost more than the rows.
            entity.HasIndex(row => new { row.ChargePointKey, row.Timestamp }).HasFilter("TransactionId IS NULL");
        });

        modelBuilder.Entity<OrphanStopRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.IdTag).HasMaxLength(255);
            entity.Property(row => row.Reason).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Timestamp });
        });

        modelBuilder.Entity<IdTagRow>(entity =>
        {
            entity.HasKey(row => row.IdTag);
            entity.Property(row => row.IdTag).HasMaxLength(255).UseCollation(CaseInsensitive);
            entity.Property(row => row.ParentIdTag).HasMaxLength(255);
            entity.Property(row => row.Status).HasMaxLength(20);
            entity.Property(row => row.Note).HasMaxLength(1000);
        });

        modelBuilder.Entity<ReservationRow>(entity =>
        {
            entity.HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();
            entity.Property(row => row.IdTag).HasMaxLength(255).UseCollation(CaseInsensitive);
            entity.Property(row => row.ParentIdTag).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Key });
            // What stands, and what expired lately.
            entity.HasIndex(row => new { row.Status, row.ExpiresAt });
        });

        modelBuilder.Entity<LocalListRow>(entity =>
        {
            entity.HasKey(row => row.ChargePointKey);
            entity.Property(row => row.ChargePointKey).ValueGeneratedNever();
            entity.Property(row => row.LastType).HasMaxLength(20);
            entity.Property(row => row.LastStatus).HasMaxLength(255);
        });

        modelBuilder.Entity<CommandRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Action).HasMaxLength(64);
            entity.Property(row => row.IdTag).HasMaxLength(255);
            entity.Property(row => row.RequestedBy).HasMaxLength(255);
            entity.Property(row => row.AnswerStatus).HasMaxLength(255);
            entity.Property(row => row.Message).HasMaxLength(1000);
            entity.Property(row => row.UniqueId).HasMaxLength(36);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
            entity.HasIndex(row => row.State).HasFilter("State < 4");
            Never(entity, changes: [nameof(CommandRow.ChargePointKey), nameof(CommandRow.Action), nameof(CommandRow.ConnectorId), nameof(CommandRow.IdTag), nameof(CommandRow.RequestedBy), nameof(CommandRow.RequestedAt), nameof(CommandRow.Request)]);
            entity.HasIndex(row => new { row.Action, row.Id });
            entity.HasIndex(row => new { row.RequestedBy, row.Id });
        });

        modelBuilder.Entity<JobRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Title).HasMaxLength(255);
            entity.Property(row => row.Selection).HasMaxLength(1000);
            entity.Property(row => row.CreatedBy).HasMaxLength(255);
            entity.Property(row => row.CancelledBy).HasMaxLength(255);
            entity.HasIndex(row => row.State).HasFilter("State < 3");
        });

        modelBuilder.Entity<JobTargetRow>(entity =>
        {
            entity.HasKey(row => new { row.JobId, row.Number });
            entity.Property(row => row.JobId).ValueGeneratedNever();
            entity.Property(row => row.AnswerStatus).HasMaxLength(255);
            entity.Property(row => row.Message).HasMaxLength(1000);
        });

        modelBuilder.Entity<SecurityEventRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Type).HasMaxLength(50);
            entity.Property(row => row.TechInfo).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
        });

        modelBuilder.Entity<CertificateAuthorityRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Subject).HasMaxLength(1000);
            entity.Property(row => row.Algorithm).HasMaxLength(64);
            entity.Property(row => row.CreatedBy).HasMaxLength(255);
        });

        modelBuilder.Entity<CertificateRequestRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Subject).HasMaxLength(1000);
            entity.Property(row => row.Algorithm).HasMaxLength(64);
            entity.Property(row => row.Message).HasMaxLength(1000);
            entity.Property(row => row.SerialNumber).HasMaxLength(64);
            entity.Property(row => row.DecidedBy).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
            entity.HasIndex(row => row.State).HasFilter("State < 4");
        });

        modelBuilder.Entity<InstalledCertificatesRow>(entity =>
        {
            entity.HasKey(row => new { row.ChargePointKey, row.CertificateType });
            entity.Property(row => row.ChargePointKey).ValueGeneratedNever();
            entity.Property(row => row.CertificateType).HasMaxLength(50);
        });

        modelBuilder.Entity<ExchangeRow>(entity =>
        {
            entity.ToTable("Frames");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.UniqueId).HasMaxLength(255);
            entity.Property(row => row.Action).HasMaxLength(64);
            entity.Property(row => row.ErrorCode).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
        });

        modelBuilder.Entity<CommitMarkRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Writer).HasMaxLength(32);
        });

        ConfigurationModel.Map(modelBuilder, CaseInsensitive);
        SmartChargingModel.Map(modelBuilder, CaseInsensitive);
        FirmwareModel.Map(modelBuilder, CaseInsensitive);
        AuditModel.Map(modelBuilder, CaseInsensitive);
        DoorModel.Map(modelBuilder);
        AlertModel.Map(modelBuilder, CaseInsensitive);
        OperatorsModel.Map(modelBuilder, CaseInsensitive);
    }

    /// <summary>What is told once and never changes is left out of updates, and so are its indexes.</summary>
    private static void Never<T>(EntityTypeBuilder<T> entity, params ReadOnlySpan<string> changes)
        where T : class
    {
        foreach (var property in changes)
        {
            entity.Property(property).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }
    }

    /// <summary>The provider's collation for texts that compare without regard to case.</summary>
    protected abstract string CaseInsensitive { get; }
}

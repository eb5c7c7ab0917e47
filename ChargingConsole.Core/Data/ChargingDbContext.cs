using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>The transactions.</summary>
    public DbSet<TransactionRow> Transactions => Set<TransactionRow>();

    /// <summary>The readings.</summary>
    public DbSet<MeterReadingRow> MeterReadings => Set<MeterReadingRow>();

    /// <summary>Stops without a transaction.</summary>
    public DbSet<OrphanStopRow> OrphanStops => Set<OrphanStopRow>();

    /// <summary>The id tags.</summary>
    public DbSet<IdTagRow> IdTags => Set<IdTagRow>();

    /// <summary>The commands.</summary>
    public DbSet<CommandRow> Commands => Set<CommandRow>();

    /// <summary>The journal.</summary>
    public DbSet<FrameRow> Frames => Set<FrameRow>();

    /// <summary>The last known configuration keys.</summary>
    public DbSet<ConfigurationKeyRow> ConfigurationKeys => Set<ConfigurationKeyRow>();

    /// <summary>The history of configuration keys.</summary>
    public DbSet<ConfigurationChangeRow> ConfigurationChanges => Set<ConfigurationChangeRow>();

    /// <summary>The configuration templates.</summary>
    public DbSet<ConfigurationTemplateRow> ConfigurationTemplates => Set<ConfigurationTemplateRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChargePointRow>(entity =>
        {
            entity.HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();
            entity.Property(row => row.ChargePointId).HasMaxLength(255).UseCollation(CaseInsensitive);
            entity.HasIndex(row => row.ChargePointId).IsUnique();
            foreach (var text in new[] { nameof(ChargePointRow.Vendor), nameof(ChargePointRow.Model), nameof(ChargePointRow.SerialNumber), nameof(ChargePointRow.FirmwareVersion), nameof(ChargePointRow.Iccid), nameof(ChargePointRow.Imsi), nameof(ChargePointRow.MeterType), nameof(ChargePointRow.MeterSerialNumber), nameof(ChargePointRow.Name), nameof(ChargePointRow.Location), nameof(ChargePointRow.ConnectorType) })
            {
                entity.Property(text).HasMaxLength(255);
            }

            entity.Property(row => row.Currency).HasMaxLength(3);
        });

        modelBuilder.Entity<ConnectorRow>(entity =>
        {
            entity.HasKey(row => new { row.ChargePointKey, row.ConnectorId });
            entity.Property(row => row.RawStatus).HasMaxLength(255);
            entity.Property(row => row.ErrorCode).HasMaxLength(255);
            entity.Property(row => row.Info).HasMaxLength(255);
            entity.Property(row => row.VendorErrorCode).HasMaxLength(255);
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
        });

        modelBuilder.Entity<MeterReadingRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.HasIndex(row => new { row.TransactionId, row.Timestamp });
            entity.HasIndex(row => new { row.ChargePointKey, row.Timestamp });
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
        });

        modelBuilder.Entity<FrameRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.UniqueId).HasMaxLength(255);
            entity.Property(row => row.Action).HasMaxLength(64);
            entity.Property(row => row.ErrorCode).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
        });

        ConfigurationModel.Map(modelBuilder, CaseInsensitive);
    }

    /// <summary>The provider's collation for texts that compare without regard to case.</summary>
    protected abstract string CaseInsensitive { get; }
}

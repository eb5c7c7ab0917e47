using ChargingConsole.Core.Firmware;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The tables of firmware files, transfers and their steps.</summary>
internal static class FirmwareModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive)
    {
        modelBuilder.Entity<FirmwareFileRow>(entity =>
        {
            entity.HasKey(row => row.Name);
            entity.Property(row => row.Name).HasMaxLength(FileNames.MaxLength).UseCollation(caseInsensitive);
            entity.Property(row => row.Sha256).HasMaxLength(64);
            entity.Property(row => row.Version).HasMaxLength(50);
            entity.Property(row => row.Note).HasMaxLength(1000);
            entity.Property(row => row.UploadedBy).HasMaxLength(255);
            entity.Property(row => row.StoredAs).HasMaxLength(64);
        });

        modelBuilder.Entity<TransferRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Ignore(row => row.IsUpdate);
            entity.Ignore(row => row.IsOpen);
            entity.Property(row => row.RequestedBy).HasMaxLength(255);
            entity.Property(row => row.Location).HasMaxLength(1000);
            entity.Property(row => row.FileName).HasMaxLength(255);
            entity.Property(row => row.SecretHash).HasMaxLength(64);
            entity.Property(row => row.LastStatus).HasMaxLength(255);
            entity.Property(row => row.VersionBefore).HasMaxLength(255);
            entity.Property(row => row.VersionWanted).HasMaxLength(50);
            entity.Property(row => row.VersionAfter).HasMaxLength(255);
            entity.Property(row => row.StoredAs).HasMaxLength(64);
            entity.Property(row => row.Sha256).HasMaxLength(64);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
            entity.HasIndex(row => row.State).HasFilter("State < 5");
            entity.HasIndex(row => row.StoredAs).HasFilter("StoredAs IS NOT NULL");
        });

        modelBuilder.Entity<TransferStepRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Status).HasMaxLength(64);
            entity.Property(row => row.Detail).HasMaxLength(500);
            entity.HasIndex(row => row.TransferId);
        });
    }
}

using ChargingConsole.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The tables of what the door asks, believes and refuses.</summary>
internal static class DoorModel
{
    private const int FingerprintLength = 64;

    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DoorRuleRow>(entity =>
        {
            entity.HasKey(row => row.ChargePointKey);
            entity.Property(row => row.ChargePointKey).ValueGeneratedNever();
            entity.Property(row => row.RequiredBy).HasMaxLength(255);
        });

        modelBuilder.Entity<ChargerKeyRow>(entity =>
        {
            entity.HasKey(row => row.Number);
            entity.Property(row => row.Number).ValueGeneratedNever();
            entity.Property(row => row.Hash).HasMaxLength(255);
            entity.Property(row => row.SetBy).HasMaxLength(255);
            entity.HasIndex(row => row.ChargePointKey);
        });

        modelBuilder.Entity<TrustedAuthorityRow>(entity =>
        {
            entity.HasKey(row => row.Fingerprint);
            entity.Property(row => row.Fingerprint).HasMaxLength(FingerprintLength);
            entity.Property(row => row.Subject).HasMaxLength(1000);
            entity.Property(row => row.Algorithm).HasMaxLength(64);
            entity.Property(row => row.AddedBy).HasMaxLength(255);
        });

        modelBuilder.Entity<RevokedCertificateRow>(entity =>
        {
            entity.HasKey(row => row.Fingerprint);
            entity.Property(row => row.Fingerprint).HasMaxLength(FingerprintLength);
            entity.Property(row => row.Subject).HasMaxLength(1000);
            entity.Property(row => row.SerialNumber).HasMaxLength(64);
            entity.Property(row => row.RevokedBy).HasMaxLength(255);
        });

        modelBuilder.Entity<BlockedAddressRow>(entity =>
        {
            entity.HasKey(row => row.Address);
            entity.Property(row => row.Address).HasMaxLength(64);
            entity.Property(row => row.Note).HasMaxLength(BlockedAddresses.LongestNote);
            entity.Property(row => row.BlockedBy).HasMaxLength(255);
        });
    }
}

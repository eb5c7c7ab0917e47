using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>The room's tables.</summary>
internal static class SmartChargingModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive)
    {
        modelBuilder.Entity<ProfileRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Ignore(row => row.Definition);
            entity.Property(row => row.Name).HasMaxLength(100).UseCollation(caseInsensitive);
            entity.HasIndex(row => row.Name).IsUnique();
        });

        modelBuilder.Entity<InstalledProfileRow>().HasKey(row => new { row.ChargePointKey, row.ConnectorId, row.Purpose, row.StackLevel });
        modelBuilder.Entity<LimitRecipeRow>().HasKey(row => new { row.ChargePointKey, row.Situation });
    }
}

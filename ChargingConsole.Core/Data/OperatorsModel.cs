using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Views;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The tables of what operators keep beside what charge points tell.</summary>
internal static class OperatorsModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive)
    {
        modelBuilder.Entity<MaintenanceRow>(entity =>
        {
            entity.ToTable("Maintenance");
            entity.HasKey(row => row.ChargePointKey);
            entity.Property(row => row.ChargePointKey).ValueGeneratedNever();
            entity.Ignore(row => row.IsOn);
            entity.Ignore(row => row.IsOutOfOperation);
            entity.Property(row => row.Reason).HasMaxLength(MaintenanceDesk.MaxReason);
            entity.Property(row => row.By).HasMaxLength(255);
            entity.Property(row => row.EndedBy).HasMaxLength(255);
            entity.Property(row => row.Answer).HasMaxLength(64);
        });

        modelBuilder.Entity<SavedViewRow>(entity =>
        {
            entity.HasKey(row => new { row.Owner, row.Page, row.Name });
            entity.Property(row => row.Owner).HasMaxLength(255).UseCollation(caseInsensitive);
            entity.Property(row => row.Page).HasMaxLength(20);
            entity.Property(row => row.Name).HasMaxLength(SavedViews.MaxName).UseCollation(caseInsensitive);
            entity.Property(row => row.Query).HasMaxLength(SavedViews.MaxQuery);
        });
    }
}

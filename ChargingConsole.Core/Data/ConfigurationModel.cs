using ChargingConsole.Core.Configuration;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The tables of configuration keys, their history and templates.</summary>
internal static class ConfigurationModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive)
    {
        modelBuilder.Entity<ConfigurationKeyRow>(entity =>
        {
            entity.HasKey(row => new { row.ChargePointKey, row.Key });
            entity.Property(row => row.Key).HasMaxLength(255).UseCollation(caseInsensitive);
        });

        modelBuilder.Entity<ConfigurationChangeRow>(entity =>
        {
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Key).HasMaxLength(255).UseCollation(caseInsensitive);
            entity.Property(row => row.By).HasMaxLength(255);
            entity.HasIndex(row => new { row.ChargePointKey, row.Id });
        });

        modelBuilder.Entity<ConfigurationTemplateRow>(entity =>
        {
            entity.HasKey(row => row.Name);
            entity.Property(row => row.Name).HasMaxLength(ConfigurationTemplate.MaxNameLength).UseCollation(caseInsensitive);
            entity.Property(row => row.Description).HasMaxLength(1000);
            entity.Property(row => row.ChangedBy).HasMaxLength(255);
        });
    }
}

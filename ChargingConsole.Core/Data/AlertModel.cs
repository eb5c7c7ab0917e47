using ChargingConsole.Core.Alerts;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The tables of alerts, their rules, and the webhook's messages.</summary>
internal static class AlertModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive)
    {
        modelBuilder.Entity<AlertRow>(entity =>
        {
            entity.ToTable("Alerts");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Ignore(row => row.State);
            entity.Property(row => row.Subject).HasMaxLength(300).UseCollation(caseInsensitive);
            entity.Property(row => row.Words).HasMaxLength(500);
            entity.Property(row => row.AcknowledgedBy).HasMaxLength(255);
            entity.Property(row => row.Note).HasMaxLength(1000);
            entity.HasIndex(row => row.ResolvedAt).HasFilter("ResolvedAt IS NULL");
        });

        modelBuilder.Entity<AlertRuleRow>(entity =>
        {
            entity.ToTable("AlertRules");
            entity.HasKey(row => row.Kind);
            entity.Property(row => row.Kind).ValueGeneratedNever();
            entity.Property(row => row.Only).HasMaxLength(500);
        });

        modelBuilder.Entity<WebhookRow>(entity =>
        {
            entity.ToTable("Webhooks");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.Url).HasMaxLength(500);
            entity.Property(row => row.ProtectedSecret).HasMaxLength(500);
            entity.Property(row => row.ChangedBy).HasMaxLength(255);
        });

        modelBuilder.Entity<WebhookMessageRow>(entity =>
        {
            entity.ToTable("WebhookMessages");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.Property(row => row.EventId).HasMaxLength(32);
            entity.Property(row => row.Event).HasMaxLength(32);
            entity.Property(row => row.LastOutcome).HasMaxLength(1000);
            entity.HasIndex(row => row.EndedAt);
        });
    }
}

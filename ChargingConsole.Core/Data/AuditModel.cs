using ChargingConsole.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>The table of the audit trail.</summary>
internal static class AuditModel
{
    public static void Map(ModelBuilder modelBuilder, string caseInsensitive) => modelBuilder.Entity<AuditRow>(entity =>
    {
        entity.ToTable("Audit");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Who).HasMaxLength(255).UseCollation(caseInsensitive);
        entity.Property(row => row.Way).HasConversion<byte>();
        entity.Property(row => row.Address).HasMaxLength(64);
        entity.Property(row => row.What).HasMaxLength(100);
        entity.Property(row => row.Subject).HasMaxLength(255).UseCollation(caseInsensitive);
        entity.Property(row => row.Detail).HasMaxLength(1000);
        entity.HasIndex(row => new { row.Who, row.Id });
        entity.HasIndex(row => new { row.Subject, row.Id });
    });

    /// <summary>What makes the table append-only on SQLite, whoever writes: a record can be added and, when it is old, removed.</summary>
    public const string SqliteGuard = "CREATE TRIGGER Audit_IsAppendOnly BEFORE UPDATE ON Audit BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;";

    /// <inheritdoc cref="SqliteGuard"/>
    public const string SqlServerGuard = "EXEC('CREATE TRIGGER Audit_IsAppendOnly ON Audit INSTEAD OF UPDATE AS THROW 50100, ''The audit trail is append-only.'', 1;')";
}

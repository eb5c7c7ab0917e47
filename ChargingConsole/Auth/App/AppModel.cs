using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.Keys;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.App;

/// <summary>How keys, refresh tokens and users' tags lie in the accounts' part of the database.</summary>
internal static class AppModel
{
    /// <summary>Adds their tables to the model.</summary>
    public static void Add(ModelBuilder builder)
    {
        builder.Entity<ApiKeyRow>(entity =>
        {
            entity.ToTable("ApiKeys");
            entity.Property(key => key.Name).HasMaxLength(100);
            entity.Property(key => key.Scope).HasConversion<string>().HasMaxLength(20);
            entity.Property(key => key.Sha256).HasMaxLength(64);
            entity.Property(key => key.Hint).HasMaxLength(16);
            entity.Property(key => key.IdTags).HasMaxLength(2000);
            entity.Property(key => key.CreatedBy).HasMaxLength(256);
            entity.Property(key => key.RevokedBy).HasMaxLength(256);
            entity.Ignore(key => key.Tags);
            entity.HasIndex(key => key.Name).IsUnique();
            entity.HasIndex(key => key.Sha256).IsUnique();
        });
        builder.Entity<RefreshTokenRow>(entity =>
        {
            entity.ToTable("RefreshTokens");
            entity.Property(token => token.Family).HasMaxLength(32);
            entity.Property(token => token.Stamp).HasMaxLength(64);
            entity.Property(token => token.Sha256).HasMaxLength(64);
            entity.HasIndex(token => token.Sha256).IsUnique();
            entity.HasIndex(token => token.Family);
            entity.HasIndex(token => token.ExpiresAt);
            entity.HasOne<ConsoleUser>().WithMany().HasForeignKey(token => token.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<UserTagRow>(entity =>
        {
            entity.ToTable("UserTags");
            entity.HasKey(tag => tag.Key);
            entity.Property(tag => tag.Key).HasMaxLength(20);
            entity.Property(tag => tag.IdTag).HasMaxLength(20);
            entity.HasOne<ConsoleUser>().WithMany().HasForeignKey(tag => tag.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

using ChargingConsole.Auth.App;
using ChargingConsole.Auth.Keys;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// Users, roles and who is signed in: ASP.NET Core Identity's model in the console's own database,
/// beside the charging data and with migrations of its own. Writes are rare and short.
/// </summary>
internal abstract class AccountsDbContext(DbContextOptions options) : IdentityDbContext<ConsoleUser, ConsoleRole, int>(options)
{
    /// <summary>Where the migrations that were applied are recorded, apart from the charging data's.</summary>
    public const string MigrationsTable = "__AccountsMigrationsHistory";

    /// <summary>The browsers that are signed in.</summary>
    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    /// <summary>The API keys.</summary>
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    /// <summary>The refresh tokens of the app.</summary>
    public DbSet<RefreshTokenRow> RefreshTokens => Set<RefreshTokenRow>();

    /// <summary>The id tags that belong to users.</summary>
    public DbSet<UserTagRow> UserTags => Set<UserTagRow>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        AppModel.Add(builder);
        builder.Entity<ConsoleUser>(entity =>
        {
            entity.ToTable("Users");
            entity.Property(user => user.DisplayName).HasMaxLength(256);
            entity.Property(user => user.Culture).HasMaxLength(20);
        });
        builder.Entity<ConsoleRole>().ToTable("Roles");
        builder.Entity<IdentityUserRole<int>>().ToTable("UserRoles");
        builder.Entity<IdentityUserClaim<int>>().ToTable("UserClaims");
        builder.Entity<IdentityRoleClaim<int>>().ToTable("RoleClaims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<int>>().ToTable("UserTokens");
        builder.Entity<IdentityUserPasskey<int>>().ToTable("UserPasskeys");
        builder.Entity<SignInRow>(entity =>
        {
            entity.ToTable("SignIns");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).HasMaxLength(64);
            entity.Property(row => row.UserAgent).HasMaxLength(256);
            entity.Property(row => row.Address).HasMaxLength(64);
            entity.HasIndex(row => row.ExpiresAt);
            entity.HasOne<ConsoleUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

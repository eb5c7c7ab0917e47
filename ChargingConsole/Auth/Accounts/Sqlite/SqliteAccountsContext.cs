using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChargingConsole.Auth.Accounts.Sqlite;

/// <summary>The accounts on SQLite. Times are INTEGER milliseconds since 1970, as in the charging data.</summary>
internal sealed class SqliteAccountsContext(DbContextOptions<SqliteAccountsContext> options) : AccountsDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    /// <summary>For <c>dotnet ef migrations</c>.</summary>
    internal sealed class DesignFactory : IDesignTimeDbContextFactory<SqliteAccountsContext>
    {
        public SqliteAccountsContext CreateDbContext(string[] args) => new(AccountsDatabase.Configure(
            new DbContextOptionsBuilder<SqliteAccountsContext>().UseApplicationServiceProvider(AccountsDatabase.Schema()), Core.Data.DatabaseProvider.Sqlite, "Data Source=design.db").Options);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChargingConsole.Auth.Accounts.SqlServer;

/// <summary>The accounts on SQL Server.</summary>
internal sealed class SqlServerAccountsContext(DbContextOptions<SqlServerAccountsContext> options) : AccountsDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(3);

    /// <summary>For <c>dotnet ef migrations</c>.</summary>
    internal sealed class DesignFactory : IDesignTimeDbContextFactory<SqlServerAccountsContext>
    {
        public SqlServerAccountsContext CreateDbContext(string[] args) => new(AccountsDatabase.Configure(
            new DbContextOptionsBuilder<SqlServerAccountsContext>().UseApplicationServiceProvider(AccountsDatabase.Schema()), Core.Data.DatabaseProvider.SqlServer, "Server=design").Options);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>The model on SQL Server.</summary>
public sealed class SqlServerChargingContext(DbContextOptions<SqlServerChargingContext> options) : ChargingDbContext(options)
{
    /// <inheritdoc/>
    protected override string CaseInsensitive => "Latin1_General_100_CI_AS";

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(3);

    /// <summary>For <c>dotnet ef migrations</c>.</summary>
    internal sealed class DesignFactory : IDesignTimeDbContextFactory<SqlServerChargingContext>
    {
        public SqlServerChargingContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=design").Options);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChargingConsole.Core.Data.Sqlite;

/// <summary>The model on SQLite. Times are INTEGER milliseconds since 1970: short, sortable, and compared by index.</summary>
public sealed class SqliteChargingContext(DbContextOptions<SqliteChargingContext> options) : ChargingDbContext(options)
{
    /// <inheritdoc/>
    protected override string CaseInsensitive => "NOCASE";

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    /// <summary>For <c>dotnet ef migrations</c>.</summary>
    internal sealed class DesignFactory : IDesignTimeDbContextFactory<SqliteChargingContext>
    {
        public SqliteChargingContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteChargingContext>().UseSqlite("Data Source=design.db").Options);
    }
}

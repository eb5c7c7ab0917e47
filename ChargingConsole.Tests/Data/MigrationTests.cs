using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Data.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Data;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_migrations_say_all_that_the_model_says(DatabaseProvider provider)
    {
        using ChargingDbContext context = provider == DatabaseProvider.Sqlite
            ? new SqliteChargingContext(new DbContextOptionsBuilder<SqliteChargingContext>().UseSqlite("Data Source=:memory:").Options)
            : new SqlServerChargingContext(new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=nowhere").Options);

        Assert.NotEmpty(context.Database.GetMigrations());
        Assert.False(context.Database.HasPendingModelChanges());
    }
}

using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>The accounts' part of the database: how it is reached, and brought up to date at the start, after the charging data's.</summary>
internal sealed class AccountsDatabase(IServiceScopeFactory scopes)
{
    /// <summary>Migrates, and makes the roles.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        await context.Database.MigrateAsync(cancellationToken);
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<ConsoleRole>>();
        foreach (var name in ConsoleRole.All)
        {
            if (!await roles.RoleExistsAsync(name))
            {
                await roles.CreateAsync(new ConsoleRole { Name = name });
            }
        }
    }

    /// <summary>The same database as the charging data's, by the same configuration.</summary>
    public static void Configure(DbContextOptionsBuilder options, IConfiguration configuration)
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("Charging") ?? "Data Source=data/charging.db";
        // One writer at a time: whoever finds the charging data being written waits for its commit.
        Configure(options, provider, provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(connection) { DefaultTimeout = 10 }.ToString() : connection);
    }

    /// <summary>Options for a provider.</summary>
    internal static TBuilder Configure<TBuilder>(TBuilder options, DatabaseProvider provider, string connection)
        where TBuilder : DbContextOptionsBuilder
    {
        if (provider == DatabaseProvider.SqlServer)
        {
            options.UseSqlServer(connection, server => server.MigrationsHistoryTable(AccountsDbContext.MigrationsTable));
        }
        else
        {
            options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(AccountsDbContext.MigrationsTable));
        }

        return options;
    }

    /// <summary>What Identity's model asks for its version, where there is no app around it.</summary>
    internal static IServiceProvider Schema() =>
        new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
}

using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.Accounts.Sqlite;
using ChargingConsole.Auth.Accounts.SqlServer;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Auth;

public sealed class AccountsMigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_migrations_say_all_that_the_model_says(DatabaseProvider provider)
    {
        using AccountsDbContext context = provider == DatabaseProvider.Sqlite
            ? new SqliteAccountsContext.DesignFactory().CreateDbContext([])
            : new SqlServerAccountsContext.DesignFactory().CreateDbContext([]);

        Assert.NotEmpty(context.Database.GetMigrations());
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_accounts_lie_beside_the_charging_data_with_their_roles_and_survive_a_restart()
    {
        var console = await RunningConsole.StartAsync();
        await using (var scope = console.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
            var user = new ConsoleUser { UserName = "anna@example.com", Email = "anna@example.com", DisplayName = "Anna" };
            Assert.True((await users.CreateAsync(user, "correct horse battery staple")).Succeeded);
            Assert.True((await users.AddToRoleAsync(user, "Operator")).Succeeded);
        }

        var folder = await console.StopAsync();
        await using var again = await RunningConsole.StartOnAsync(folder);
        await using var later = again.Services.CreateAsyncScope();
        var found = await later.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>().FindByNameAsync("ANNA@example.com");
        Assert.Equal("Anna", found!.DisplayName);
        var context = later.ServiceProvider.GetRequiredService<AccountsDbContext>();
        Assert.Equal(["Administrator", "Driver", "Operator", "Viewer"], await context.Roles.Select(role => role.Name!).Order().ToListAsync(TestContext.Current.CancellationToken));
    }
}

using ChargingConsole.Auth.Accounts.Sqlite;
using ChargingConsole.Auth.Accounts.SqlServer;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>The accounts' place in the app.</summary>
internal static class AccountServices
{
    /// <summary>Adds users, roles and their rules.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite) == DatabaseProvider.SqlServer)
        {
            services.AddDbContext<AccountsDbContext, SqlServerAccountsContext>((provider, options) => AccountsDatabase.Configure(options, provider.GetRequiredService<IConfiguration>()));
        }
        else
        {
            services.AddDbContext<AccountsDbContext, SqliteAccountsContext>((provider, options) => AccountsDatabase.Configure(options, provider.GetRequiredService<IConfiguration>()));
        }

        services.AddSingleton<AccountsDatabase>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<AccountWatch>();
        services.AddSingleton<AccountTrail>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton(provider => new UserRegister(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<SignIns>(),
            provider.GetRequiredService<AccountWatch>(),
            provider.GetRequiredService<AccountTrail>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<UserRegister>>()));
        services.AddSingleton(provider => new OwnAccount(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<SignIns>(), provider.GetRequiredService<AccountWatch>(), provider.GetRequiredService<AccountTrail>()));
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromDays(3));
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey stands for both factors, so the device has to ask for the person.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddHttpContextAccessor();
        services.AddIdentityCore<ConsoleUser>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                // Length is what helps; rules of composition only make people write passwords down (NIST SP 800-63B).
                options.Password.RequiredLength = PasswordRules.Shortest;
                options.Password.RequiredUniqueChars = 1;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddRoles<ConsoleRole>()
            .AddEntityFrameworkStores<AccountsDbContext>()
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>()
            .AddErrorDescriber<AccountErrors>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddSignInManager<AccountSignIn>()
            .AddDefaultTokenProviders();
    }
}

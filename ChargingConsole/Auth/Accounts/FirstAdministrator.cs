using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// How the first administrator comes to be: whoever can read the log of the server may make one, with a code
/// that is printed there. There is no default password, and before this there is no way in but configured keys.
/// </summary>
internal sealed partial class FirstAdministrator(IServiceScopeFactory scopes, AccountTrail trail, TimeProvider clock, ILogger<FirstAdministrator> logger) : IDisposable
{
    /// <summary>Where the first administrator is made.</summary>
    public const string Path = "/setup";

    /// <summary>How many wrong codes make a new code necessary.</summary>
    public const int MostTries = 10;

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);
    private string? _code;
    private int _tries;
    private DateTimeOffset _pausedUntil;

    /// <summary>Whether there is no administrator yet.</summary>
    public bool IsNeeded => Volatile.Read(ref _code) is not null;

    /// <summary>Looks whether there is one, and prints a code if not.</summary>
    public async Task LookAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var administrators = await scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>().GetUsersInRoleAsync(Policies.Administrator);
        if (administrators.Count == 0)
        {
            Print();
        }
    }

    /// <summary>Told when an administrator came to be by another way.</summary>
    public void IsThere() => Volatile.Write(ref _code, null);

    /// <summary>Makes the first administrator; gives the user, or what went wrong.</summary>
    public async Task<(ConsoleUser? User, string? Wrong)> MakeAsync(string code, string name, string email, string password)
    {
        await _one.WaitAsync();
        try
        {
            if (_code is null)
            {
                return (null, "There is an administrator already.");
            }

            if (clock.GetUtcNow() < _pausedUntil)
            {
                return (null, "There were too many wrong codes. Wait a minute, then use the newest code in the log.");
            }

            if (!IsRight(code))
            {
                if (++_tries >= MostTries)
                {
                    _pausedUntil = clock.GetUtcNow() + s_pause;
                    Print();
                    return (null, "There were too many wrong codes. Wait a minute, then use the newest code in the log.");
                }

                return (null, "This is not the code in the log. After a restart there is a new one.");
            }

            await using var scope = scopes.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
            if ((await users.GetUsersInRoleAsync(Policies.Administrator)).Count > 0)
            {
                // Invited meanwhile by a key of the configuration.
                IsThere();
                return (null, "There is an administrator already.");
            }

            var user = new ConsoleUser { UserName = email, Email = email, DisplayName = name, CreatedAt = clock.GetUtcNow(), EmailConfirmed = true };
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded)
            {
                return (null, made.Errors.First().Description);
            }

            await users.AddToRoleAsync(user, Policies.Administrator);
            IsThere();
            Made(logger, email);
            await trail.NoteAsync(email, AccountTrail.SetUp, email);
            return (user, null);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsRight(string code)
    {
        var typed = new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(_code!));
    }

    private void Print()
    {
        _tries = 0;
        var code = RandomNumberGenerator.GetString(Alphabet, 16);
        Volatile.Write(ref _code, code);
        NoneYet(logger, Path, string.Join('-', code.Chunk(4).Select(part => new string(part))));
    }

    [LoggerMessage(EventId = 430, Level = LogLevel.Warning, Message = "There is no administrator yet. Open {Path} on the dashboard and type this one-time set-up code: {Code}")]
    private static partial void NoneYet(ILogger logger, string path, string code);

    [LoggerMessage(EventId = 431, Level = LogLevel.Warning, Message = "{Email} is the first administrator; the set-up code is void")]
    private static partial void Made(ILogger logger, string email);
}

using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>What a password must be beyond its length: none of those that are tried first, and not made of the person's own name or the product's.</summary>
internal sealed class PasswordRules : IPasswordValidator<ConsoleUser>
{
    /// <summary>The shortest password.</summary>
    public const int Shortest = 12;

    /// <summary>The longest, so that nobody keeps the server busy with hashing.</summary>
    public const int Longest = 200;

    /// <summary>The code of "too easy to guess".</summary>
    public const string Common = "PasswordCommon";

    /// <summary>The code of "made of your own name".</summary>
    public const string OwnName = "PasswordOwnName";

    /// <summary>The code of "too long".</summary>
    public const string TooLong = "PasswordTooLong";

    // What remains of a guessable password when digits and marks are taken off: it is then made of these and little else.
    private static readonly string[] s_guessed =
    [
        "password", "passwort", "passwd", "kennwort", "letmein", "welcome", "willkommen", "qwertyuiop", "qwertzuiop", "qwerty", "qwertz", "asdfghjkl", "asdfgh", "yxcvbnm", "zxcvbnm",
        "administrator", "admin", "operator", "viewer", "changeme", "changeit", "default", "secret", "geheim", "iloveyou", "ichliebedich", "master", "monkey", "dragon", "sunshine",
        "princess", "football", "fussball", "baseball", "superman", "batman", "michael", "hallo", "hello", "trustno", "starwars", "whatever", "computer", "internet", "login", "test",
        "summer", "winter", "spring", "autumn", "sommer", "herbst", "fruehling", "januar", "january", "charging", "console", "chargingconsole", "charger", "ladestation", "laden", "ocpp",
        "abc", "abcd", "abcdef", "abcdefgh", "abcdefghijkl",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<ConsoleUser> manager, ConsoleUser user, string? password) => Task.FromResult(Check(user, password ?? ""));

    /// <summary>Whether a password will do for somebody.</summary>
    public static IdentityResult Check(ConsoleUser user, string password) =>
        password.Length > Longest ? Refuse(TooLong, "A password has at most 200 characters.")
        : password.Length < Shortest ? IdentityResult.Success // the framework's own rule tells of it
        : IsMadeOf(password, s_guessed) || password.Distinct().Count() < 5 || IsRow(password) ? Refuse(Common, "This password is among those that are guessed first.")
        : IsMadeOf(password, Names(user)) ? Refuse(OwnName, "This password is made of your own name or address.")
        : IdentityResult.Success;

    /// <summary>Whether less than a half of the shortest password is left when these words are taken out.</summary>
    private static bool IsMadeOf(string password, IEnumerable<string> words)
    {
        var left = password.ToLowerInvariant();
        foreach (var word in words.OrderByDescending(word => word.Length))
        {
            left = left.Replace(word, " ", StringComparison.Ordinal);
        }

        return left.Contains(' ', StringComparison.Ordinal) && !password.Contains(' ', StringComparison.Ordinal) && left.Count(char.IsLetter) < Shortest / 2
            || password.Contains(' ', StringComparison.Ordinal) && left.Count(char.IsLetter) < 4;
    }

    /// <summary>Whether each character follows the one before it, as in 123456789012 or zyxwvutsrqpo.</summary>
    private static bool IsRow(string password)
    {
        var steps = password.Zip(password.Skip(1), (one, next) => next - one).ToList();
        return steps.Count(step => step is 1 or -1 or 0 or -9 or 9) >= steps.Count - 1;
    }

    private static IEnumerable<string> Names(ConsoleUser user) =>
        $"{user.DisplayName} {user.Email} {user.UserName}".ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3).Distinct();

    private static IdentityResult Refuse(string code, string description) => IdentityResult.Failed(new IdentityError { Code = code, Description = description });
}

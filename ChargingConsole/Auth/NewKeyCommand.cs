using System.Security.Cryptography;
using System.Text;

namespace ChargingConsole.Auth;

/// <summary><c>new-key --name App --role Operator</c>: makes an access key and prints it once, with what to configure.</summary>
internal static class NewKeyCommand
{
    /// <summary>The first argument.</summary>
    public const string Name = "new-key";

    /// <summary>Runs the command when the arguments ask for it.</summary>
    /// <returns>The exit code, or null when they ask for something else.</returns>
    public static int? TryRun(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [Name, .. var rest])
        {
            return null;
        }

        string? name = null;
        AccessRole? role = null;
        for (var i = 0; i < rest.Length; i += 2)
        {
            var value = i + 1 < rest.Length ? rest[i + 1] : null;
            switch (rest[i])
            {
                case "--name" when !string.IsNullOrWhiteSpace(value):
                    name = value.Trim();
                    break;
                case "--role" when Enum.TryParse<AccessRole>(value, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(value[0]):
                    role = known;
                    break;
                default:
                    return Explain(rest[i] is "--help" or "-h" ? output : error, rest[i] is "--help" or "-h" ? 0 : 2);
            }
        }

        if (name is null || role is null)
        {
            return Explain(error, 2);
        }

        var key = NewKey();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        output.WriteLine($"""
            Key for {name} ({role}), shown this once:

                {key}

            Send it as X-API-Key, or type it at /sign-in. To let it in, add to appsettings.json under "Access": "Keys":

                {System.Text.Json.JsonSerializer.Serialize(new { Name = name, Role = $"{role}", Sha256 = hash })}

            or set in the environment, with the next free number for 0:

                Access__Keys__0__Name='{name.Replace("'", "'\\''", StringComparison.Ordinal)}' Access__Keys__0__Role={role} Access__Keys__0__Sha256={hash}
            """);
        return 0;
    }

    /// <summary>256 random bits that fit into a header and an address.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int Explain(TextWriter writer, int code)
    {
        writer.WriteLine("Usage: new-key --name <whose> --role Viewer|Operator|Administrator");
        return code;
    }
}

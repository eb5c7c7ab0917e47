using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChargingConsole.Core.Security;

/// <summary>
/// How passwords of charge points are kept (docs/decisions/0005): random ones of 20 bytes under a salted SHA-256, since
/// nobody guesses them; what a person typed under PBKDF2. A key in hexadecimal counts as the bytes it stands for, so
/// that it is known in either form.
/// </summary>
public static class KeyHash
{
    private const string Quick = "sha256";
    private const string Slow = "pbkdf2-sha256";
    private const int Iterations = 100_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int RandomBytes = 20;
    private static readonly SearchValues<byte> s_hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>A new random key, 40 hexadecimal digits as the white paper has them.</summary>
    public static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The hash of a key.</summary>
    /// <param name="key">The value of AuthorizationKey, text or hexadecimal.</param>
    /// <param name="isRandom">Whether <see cref="NewKey"/> made it.</param>
    public static string Of(string key, bool isRandom)
    {
        var secret = Bytes(key);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return isRandom
            ? $"{Quick}${Convert.ToBase64String(salt)}${Convert.ToBase64String(QuickHash(salt, secret))}"
            : string.Create(CultureInfo.InvariantCulture, $"{Slow}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(SlowHash(salt, secret, Iterations))}");
    }

    /// <summary>Whether comparing takes long on purpose.</summary>
    internal static bool IsSlow(string hash) => hash.StartsWith(Slow, StringComparison.Ordinal);

    /// <summary>Whether a password, as it came over the wire, is the one that was hashed. Takes as long for any that is wrong.</summary>
    public static bool Matches(string hash, ReadOnlySpan<byte> presented)
    {
        var parts = hash.Split('$');
        var salt = Convert.FromBase64String(parts[^2]);
        var expected = Convert.FromBase64String(parts[^1]);
        var iterations = parts[0] == Slow ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var matches = Matches(expected, salt, presented, iterations);
        // The digits of a key are the key too, in either case.
        return FromHex(presented) is { } bytes ? matches | Matches(expected, salt, bytes, iterations) : matches;
    }

    private static bool Matches(byte[] expected, byte[] salt, ReadOnlySpan<byte> secret, int iterations) =>
        CryptographicOperations.FixedTimeEquals(expected, iterations == 0 ? QuickHash(salt, secret) : SlowHash(salt, secret, iterations));

    private static byte[] Bytes(string key)
    {
        var text = Encoding.UTF8.GetBytes(key);
        return FromHex(text) ?? text;
    }

    private static byte[]? FromHex(ReadOnlySpan<byte> text) =>
        text.Length >= 16 && text.Length % 2 == 0 && !text.ContainsAnyExcept(s_hex) ? Convert.FromHexString(Encoding.ASCII.GetString(text)) : null;

    private static byte[] QuickHash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> secret) => HMACSHA256.HashData(salt, secret);

    private static byte[] SlowHash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> secret, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}

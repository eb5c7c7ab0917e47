using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>Knows the configured keys by their hashes; a changed configuration counts at once.</summary>
internal sealed class AccessKeys(IOptionsMonitor<AccessOptions> options)
{
    /// <summary>The header that carries a key.</summary>
    public const string Header = "X-API-Key";

    /// <summary>The claim by which a cookie names the key it was made from.</summary>
    public const string HashClaim = "access_key_sha256";

    /// <summary>Whether there is any key.</summary>
    public bool Any => options.CurrentValue.Keys.Count > 0;

    /// <summary>The key's entry, or null. Every entry is compared, each in constant time.</summary>
    public AccessKeyOptions? Find(string key) =>
        key.Length is 0 or > 200 ? null : FindHash(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The entry with this hash in hexadecimal, or null.</summary>
    public AccessKeyOptions? FindHash(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit) ? FindHash(Convert.FromHexString(sha256)) : null;

    /// <summary>The person or program behind a key.</summary>
    public static ClaimsPrincipal PrincipalOf(AccessKeyOptions key, string scheme) => Principal(key.Name, key.Role, scheme, new Claim(HashClaim, key.Sha256));

    /// <summary>Somebody with a name and a role.</summary>
    public static ClaimsPrincipal Principal(string name, AccessRole role, string scheme, params Claim[] more) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role.ToString()), .. more], scheme, ClaimTypes.Name, ClaimTypes.Role));

    private AccessKeyOptions? FindHash(ReadOnlySpan<byte> hash)
    {
        AccessKeyOptions? found = null;
        foreach (var key in options.CurrentValue.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found;
    }
}

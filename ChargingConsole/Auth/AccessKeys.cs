using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Auth.Keys;
using ChargingConsole.Core.Charging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>Knows the keys by their hashes, those of the configuration and those of the database; a change counts at once.</summary>
internal sealed class AccessKeys(IOptionsMonitor<AccessOptions> options, ApiKeyBook book, IOptions<ChargingOptions> charging)
{
    /// <summary>The header that carries a key.</summary>
    public const string Header = "X-API-Key";

    /// <summary>The claim by which a cookie names the key it was made from.</summary>
    public const string HashClaim = "access_key_sha256";

    /// <summary>Whether there is any key.</summary>
    public bool Any => options.CurrentValue.Keys.Count > 0 || book.Any;

    /// <summary>The key, or null. Every configured one is compared, each in constant time.</summary>
    public AccessKey? Find(string key) =>
        key.Length is 0 or > 200 ? null : FindHash(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The key with this hash in hexadecimal, or null.</summary>
    public AccessKey? FindHash(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit) ? FindHash(Convert.FromHexString(sha256)) : null;

    /// <summary>The person or program behind a key.</summary>
    public static ClaimsPrincipal PrincipalOf(AccessKey key, string scheme) => Principal(
        key.Name,
        key.Scope.ToString(),
        scheme,
        [
            new Claim(HashClaim, key.Sha256),
            .. key.IdTags.Select(tag => new Claim(Reach.IdTagClaim, tag)),
        ]);

    /// <summary>Notes that a key was used.</summary>
    public void Used(AccessKey key)
    {
        if (key.Id is { } id)
        {
            book.Used(id);
        }
    }

    /// <summary>Somebody with a name and a role of the console.</summary>
    public static ClaimsPrincipal Principal(string name, AccessRole role, string scheme) => Principal(name, role.ToString(), scheme);

    private static ClaimsPrincipal Principal(string name, string role, string scheme, params Claim[] more) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role), .. more], scheme, ClaimTypes.Name, ClaimTypes.Role));

    private AccessKey? FindHash(ReadOnlySpan<byte> hash)
    {
        AccessKeyOptions? found = null;
        foreach (var key in options.CurrentValue.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found is not null ? AccessKey.Of(found)
            : book.Find(Convert.ToHexStringLower(hash)) is { } row ? AccessKey.Of(row, charging.Value.AppIdTag)
            : null;
    }
}

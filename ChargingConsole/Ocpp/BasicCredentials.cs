using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ChargingConsole.Ocpp;

/// <summary>What a charge point says by HTTP Basic (OCPP-J 1.6 §6.2): its identity and a password, which may be any bytes.</summary>
internal sealed class BasicCredentials
{
    private const string Scheme = "Basic ";
    // An identity and a password as long as any that is believed.
    private const int MaxLength = 2048;

    private readonly byte[] _bytes;

    private BasicCredentials(byte[] bytes) => _bytes = bytes;

    /// <summary>Reads the header; null when there is none of this scheme that can be read.</summary>
    public static BasicCredentials? Read(StringValues authorization)
    {
        if (authorization is not [{ Length: <= MaxLength } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = header.AsSpan(Scheme.Length).Trim();
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? new BasicCredentials(bytes[..length]) : null;
    }

    /// <summary>
    /// The password, if the user is one of these; null when it is somebody else. An identity may hold a colon, which
    /// elsewhere ends the user's name, and may be percent-encoded as it is in the URL.
    /// </summary>
    public byte[]? PasswordOf(params IEnumerable<string?> identities)
    {
        foreach (var identity in identities.OfType<string>().Distinct())
        {
            foreach (var user in (string[])[identity, Uri.EscapeDataString(identity)])
            {
                var length = Encoding.UTF8.GetByteCount(user);
                if (_bytes.Length > length && _bytes[length] == ':' && Encoding.UTF8.GetString(_bytes, 0, length).Equals(user, StringComparison.OrdinalIgnoreCase))
                {
                    return _bytes[(length + 1)..];
                }
            }
        }

        return null;
    }

    /// <summary>What is sent along with 401.</summary>
    public static void Challenge(HttpResponse response) => response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"charge points\", charset=\"UTF-8\"";
}

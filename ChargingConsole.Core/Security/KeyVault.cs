using System.Security.Cryptography;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Security;

/// <summary>
/// Encrypts private keys for the database (AES-256-GCM) with a key in a file that only its owner reads: a
/// copy of the database alone gives no private key away.
/// </summary>
public sealed class KeyVault(ChargingDatabase database, IOptions<SecurityOptions> options)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lock _lock = new();

    /// <summary>Where the key lies.</summary>
    public string Path => options.Value.KeyFile.Length > 0
        ? options.Value.KeyFile
        : System.IO.Path.Combine(database.Engine.Folder ?? "data", "authority.key");

    /// <summary>Encrypts.</summary>
    public string Protect(ReadOnlySpan<byte> secret)
    {
        var sealedText = new byte[NonceBytes + TagBytes + secret.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var key = Key(mayMake: true);
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Encrypt(nonce, secret, sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes));
            return Convert.ToBase64String(sealedText);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">The key file is gone, or is another one.</exception>
    public byte[] Unprotect(string protectedText)
    {
        var sealedText = Convert.FromBase64String(protectedText);
        var secret = new byte[sealedText.Length - NonceBytes - TagBytes];
        var key = Key(mayMake: false);
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), secret);
            return secret;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private byte[] Key(bool mayMake)
    {
        lock (_lock)
        {
            if (File.Exists(Path))
            {
                var key = File.ReadAllBytes(Path);
                return key.Length == KeyBytes ? key : throw new CryptographicException($"{Path} is no key file of this console.");
            }

            if (!mayMake)
            {
                throw new CryptographicException($"{Path} is missing, so the authority's private key cannot be read. Put it back from the backup, or make a new authority.");
            }

            var made = RandomNumberGenerator.GetBytes(KeyBytes);
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(Path, how);
            file.Write(made);
            file.Flush(flushToDisk: true);
            return made;
        }
    }
}

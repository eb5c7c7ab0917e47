using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Simulator.CommandLine;

/// <summary>The certificates that the command line names as files.</summary>
internal static class CertificateFiles
{
    /// <summary>Those of a PEM file; empty when no file is named.</summary>
    public static X509Certificate2[] Roots(string? file)
    {
        var roots = new X509Certificate2Collection();
        if (file is not null)
        {
            roots.ImportFromPemFile(file);
        }

        return [.. roots];
    }

    /// <summary>A certificate with its key, which may stand in the same PEM file; null when no file is named.</summary>
    public static X509Certificate2? Own(string? file, string? keyFile) => file is null ? null : X509Certificate2.CreateFromPemFile(file, keyFile);

    /// <summary>What keeps the files from being read; null when nothing does.</summary>
    public static string? Problem(string? rootFile, string? file, string? keyFile)
    {
        try
        {
            if (rootFile is not null && Roots(rootFile).Length == 0)
            {
                return $"--ca: {rootFile} holds no certificate in PEM.";
            }

            Own(file, keyFile)?.Dispose();
            return null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"--ca, --certificate or --key cannot be read: {e.Message}";
        }
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Hosting;

/// <summary>Where the keys lie that protect cookies and antiforgery tokens (section <c>DataProtection</c>).</summary>
internal sealed class KeyRingOptions
{
    /// <summary>The folder; beside the database when empty. Several instances share one.</summary>
    public string Folder { get; set; } = "";

    /// <summary>A certificate with its private key (PFX) that encrypts the keys; when empty, the console's own key file does.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The password of that file.</summary>
    public string CertificatePassword { get; set; } = "";
}

/// <summary>Keeps the data protection keys over restarts, encrypted, in a folder that only its owner reads.</summary>
internal static class KeyRing
{
    private const string Purpose = "ChargingConsole";

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeyRingOptions>().BindConfiguration("DataProtection");
        builder.Services.AddDataProtection().SetApplicationName(Purpose);
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyRingOptions>, DatabaseCondition, KeyVault, ILoggerFactory>((options, asked, database, vault, loggers) =>
        {
            var folder = Folder(asked.Value.Folder.Length > 0 ? asked.Value.Folder : Path.Combine(database.Folder ?? "data", "keys"));
            options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(folder, loggers);
            options.XmlEncryptor = asked.Value.CertificateFile.Length > 0
                ? new CertificateXmlEncryptor(X509CertificateLoader.LoadPkcs12FromFile(asked.Value.CertificateFile, asked.Value.CertificatePassword), loggers)
                : new VaultXmlEncryptor(vault);
        });
        if (builder.Configuration["DataProtection:CertificateFile"] is { Length: > 0 } file)
        {
            builder.Services.AddDataProtection().UnprotectKeysWithAnyCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, builder.Configuration["DataProtection:CertificatePassword"]));
        }
    }

    private static DirectoryInfo Folder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

/// <summary>Encrypts a key of the ring with the console's own key file, which is not in the ring's folder.</summary>
internal sealed class VaultXmlEncryptor(KeyVault vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("vault", vault.Protect(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(VaultXmlDecryptor));
}

/// <summary>Decrypts what <see cref="VaultXmlEncryptor"/> encrypted; made by the framework from the name in the file.</summary>
internal sealed class VaultXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<KeyVault>().Unprotect(encryptedElement.Value)));
}

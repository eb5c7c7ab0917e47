using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ChargingConsole.Simulator.ChargePoints;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>Certificates and security events.</summary>
public sealed class SecurityTests : SimulatorTest
{
    private static readonly DateTimeOffset s_until = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_asks_for_a_certificate_with_a_real_request_and_takes_what_fits(bool isRsa)
    {
        var chargePoint = await MakeBootedAsync(describe: usual => usual with { HasRsaKey = isRsa, SerialNumber = "SN-1" });
        Assert.Equal("Accepted", await StatusOfAsync("ExtendedTriggerMessage", """{"requestedMessage":"SignChargePointCertificate"}"""));
        var csr = (await Central.NextAsync("SignCertificate")).Text("csr");
        var request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1);
        Assert.Contains("CN=SN-1", request.SubjectName.Name, StringComparison.Ordinal);
        Assert.Equal(isRsa, request.PublicKey.GetRSAPublicKey() is not null);

        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Root", authority, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var rootCertificate = root.CreateSelfSigned(DateTimeOffset.UnixEpoch, s_until);
        using var signed = request.Create(
            rootCertificate.SubjectName, X509SignatureGenerator.CreateForECDsa(authority), DateTimeOffset.UnixEpoch, s_until, [1, 2, 3]);

        Assert.Equal("Rejected", await SignedAsync(rootCertificate.ExportCertificatePem()));
        await Central.NextAsync("SecurityEventNotification");
        Assert.Equal("InvalidChargePointCertificate", (await Central.NextAsync("SecurityEventNotification")).Text("type"));
        Assert.Equal("Rejected", await SignedAsync("nonsense"));
        Assert.Equal("Accepted", await SignedAsync($"{signed.ExportCertificatePem()}\n{rootCertificate.ExportCertificatePem()}"));
        Assert.Equal(signed.Thumbprint, chargePoint.OwnCertificate.Current!.Thumbprint);
    }

    [Fact]
    public async Task Root_certificates_are_installed_listed_by_their_hashes_and_deleted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Root(key, s_until);
        await MakeBootedAsync();
        Assert.Equal("NotFound", await StatusOfAsync("GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}"""));
        Assert.Equal("Accepted", await InstallAsync(certificate));
        Assert.Equal("Accepted", await InstallAsync(certificate));
        var ids = (await ResultOfAsync("GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""")).GetProperty("certificateHashData");
        Assert.Equal(1, ids.GetArrayLength());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.IssuerName.RawData)), ids[0].GetProperty("issuerNameHash").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.EncodedKeyValue.RawData)), ids[0].GetProperty("issuerKeyHash").GetString());
        Assert.Equal("NotFound", await StatusOfAsync("GetInstalledCertificateIds", """{"certificateType":"ManufacturerRootCertificate"}"""));
        Assert.Equal("Accepted", await StatusOfAsync("DeleteCertificate", $$"""{"certificateHashData":{{ids[0].GetRawText()}} }"""));
        Assert.Equal("NotFound", await StatusOfAsync("DeleteCertificate", $$"""{"certificateHashData":{{ids[0].GetRawText()}} }"""));
    }

    [Fact]
    public async Task A_certificate_that_is_none_or_expired_is_rejected_and_a_full_store_fails()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var expired = Root(key, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var first = Root(key, s_until);
        using var second = Root(key, s_until);
        await MakeBootedAsync(describe: usual => usual with { Configuration = new Dictionary<string, string> { ["CertificateStoreMaxLength"] = "1" } });
        Assert.Equal("Rejected", await InstallAsync(expired));
        Assert.Equal("Rejected", await StatusOfAsync("InstallCertificate", """{"certificateType":"CentralSystemRootCertificate","certificate":"x"}"""));
        Assert.Equal("Accepted", await InstallAsync(first));
        Assert.Equal("Failed", await InstallAsync(second));
    }

    [Fact]
    public async Task A_start_and_a_reset_are_security_events()
    {
        await MakeBootedAsync();
        Assert.Equal("StartupOfTheDevice", (await Central.NextAsync("SecurityEventNotification")).Text("type"));
        await StatusOfAsync("Reset", """{"type":"Soft"}""");
        var reset = await Central.NextAsync("SecurityEventNotification");
        Assert.Equal(("ResetOrReboot", "SoftReset"), (reset.Text("type"), reset.Text("techInfo")));
    }

    [Theory]
    [InlineData("BootNotification", "BootNotification")]
    [InlineData("Heartbeat", "Heartbeat")]
    [InlineData("MeterValues", "MeterValues")]
    [InlineData("StatusNotification", "StatusNotification")]
    [InlineData("LogStatusNotification", "LogStatusNotification")]
    [InlineData("FirmwareStatusNotification", "SignedFirmwareStatusNotification")]
    public async Task An_extended_trigger_brings_its_message(string asked, string expected)
    {
        await MakeBootedAsync();
        var before = Central.Calls.Count;
        Assert.Equal("Accepted", await StatusOfAsync("ExtendedTriggerMessage", $$"""{"requestedMessage":"{{asked}}","connectorId":1}"""));
        await UntilAsync(() => Central.Calls.Skip(before).Any(call => call.Action == expected));
    }

    [Theory]
    [InlineData("TriggerMessage", "MakeCoffee", "NotImplemented")]
    [InlineData("ExtendedTriggerMessage", "MakeCoffee", "NotImplemented")]
    [InlineData("ExtendedTriggerMessage", "MeterValues", "Rejected")]
    public async Task A_trigger_for_what_is_not_there_is_refused(string action, string message, string expected)
    {
        await MakeBootedAsync();
        Assert.Equal(expected, await StatusOfAsync(action, $$"""{"requestedMessage":"{{message}}","connectorId":{{(expected == "Rejected" ? 9 : 1)}} }"""));
    }

    private Task<string> SignedAsync(string chain) => StatusOfAsync("CertificateSigned", JsonSerializer.Serialize(new { certificateChain = chain }));

    private Task<string> InstallAsync(X509Certificate2 certificate) => StatusOfAsync("InstallCertificate", JsonSerializer.Serialize(new
    {
        certificateType = "CentralSystemRootCertificate",
        certificate = certificate.ExportCertificatePem(),
    }));

    private static X509Certificate2 Root(ECDsa key, DateTimeOffset until)
    {
        var request = new CertificateRequest($"CN=Root {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, until);
    }
}

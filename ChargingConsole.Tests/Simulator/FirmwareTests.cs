using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.ChargePoints.Files;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class FirmwareTests : SimulatorTest
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_firmware_is_downloaded_installed_and_booted()
    {
        await using var files = await FileServer.StartAsync();
        var chargePoint = await MakeBootedAsync();
        await Central.NextAsync("BootNotification");
        Assert.Equal("{}", (await ResultOfAsync("UpdateFirmware", Update(files, "fw-2.7.1.bin"))).GetRawText());
        Assert.Equal(["Downloading", "Downloaded", "Installing", "Installed"], await StatusesAsync("FirmwareStatusNotification", 4));
        Assert.Equal("2.7.1", (await Central.NextAsync("BootNotification")).Text("firmwareVersion"));
        Assert.Equal("2.7.1", chargePoint.FirmwareVersion);
        Assert.Equal(1, files.Downloads);
    }

    [Fact]
    public async Task An_installation_waits_for_the_transaction_to_end()
    {
        await using var files = await FileServer.StartAsync();
        var chargePoint = await MakeBootedAsync();
        await ChargeAsync(chargePoint);
        await Central.CallAsync("CP1", "UpdateFirmware", Update(files, "a.bin"));
        Assert.Equal(["Downloading", "Downloaded"], await StatusesAsync("FirmwareStatusNotification", 2));
        await StatusOfAsync("TriggerMessage", """{"requestedMessage":"FirmwareStatusNotification"}""");
        Assert.Equal(["Downloaded"], await StatusesAsync("FirmwareStatusNotification", 1));
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        Assert.Equal(["Installing", "Installed"], await StatusesAsync("FirmwareStatusNotification", 2));
        Assert.Equal("1.0.1", chargePoint.FirmwareVersion);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_tried_again_and_then_told()
    {
        await using var files = await FileServer.StartAsync();
        files.File = null;
        await MakeBootedAsync();
        await Central.CallAsync("CP1", "UpdateFirmware", Update(files, "fw.bin", "\"retries\":2,\"retryInterval\":0,"));
        Assert.Equal(["Downloading", "DownloadFailed"], await StatusesAsync("FirmwareStatusNotification", 2));
        Assert.Equal(3, files.Downloads);
    }

    [Fact]
    public async Task No_other_machine_is_ever_asked_for_a_file()
    {
        await MakeBootedAsync();
        await Central.CallAsync("CP1", "UpdateFirmware", """{"location":"ftp://files.example/fw.bin","retrieveDate":"2020-01-01T00:00:00Z"}""");
        Assert.Equal(["Downloading", "DownloadFailed"], await StatusesAsync("FirmwareStatusNotification", 2));
        Assert.Null(FileTransfer.Reachable("http://files.example/fw.bin"));
        Assert.Null(FileTransfer.Reachable("file:///etc/passwd"));
        Assert.NotNull(FileTransfer.Reachable("http://localhost:1/fw.bin"));
    }

    [Fact]
    public async Task An_installation_may_fail()
    {
        await using var files = await FileServer.StartAsync();
        var chargePoint = await MakeBootedAsync(options => options with { Failures = ChargePointFailures.Installation });
        await Central.CallAsync("CP1", "UpdateFirmware", Update(files, "fw-9.9.bin"));
        Assert.Equal(["Downloading", "Downloaded", "Installing", "InstallationFailed"], await StatusesAsync("FirmwareStatusNotification", 4));
        Assert.Equal("1.0.0", chargePoint.FirmwareVersion);
    }

    [Fact]
    public async Task A_download_waits_for_its_time()
    {
        await using var files = await FileServer.StartAsync();
        var clock = new FakeTimeProvider(s_now);
        await MakeBootedAsync(clock: clock);
        await Central.CallAsync("CP1", "UpdateFirmware", $$"""{"location":"{{files.Url}}fw.bin","retrieveDate":"2026-01-01T13:00:00Z"}""");
        await Task.Delay(50, Stop);
        Assert.Equal(0, files.Downloads);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["Downloading", "Downloaded", "Installing"], await StatusesAsync("FirmwareStatusNotification", 3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_firmware_is_verified_before_it_is_installed(bool isRsa)
    {
        await using var files = await FileServer.StartAsync();
        using var signer = new Signer(isRsa);
        await MakeBootedAsync();
        Assert.Equal("Accepted", await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, signer.Sign(files.File!))));
        Assert.Equal(
            ["Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting", "Installed"],
            await StatusesAsync("SignedFirmwareStatusNotification", 6));
        Assert.All(Central.Calls.Where(call => call.Action == "SignedFirmwareStatusNotification"), call => Assert.Equal("5", call.Text("requestId")));
    }

    [Fact]
    public async Task A_signature_that_does_not_fit_ends_the_update_with_a_security_event()
    {
        await using var files = await FileServer.StartAsync();
        using var signer = new Signer(isRsa: false);
        await MakeBootedAsync();
        await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, signer.Sign([9])));
        Assert.Equal(["Downloading", "Downloaded", "InvalidSignature"], await StatusesAsync("SignedFirmwareStatusNotification", 3));
        await Central.NextAsync("SecurityEventNotification");
        Assert.Equal("InvalidFirmwareSignature", (await Central.NextAsync("SecurityEventNotification")).Text("type"));
    }

    [Fact]
    public async Task A_signer_that_is_not_trusted_is_refused()
    {
        await using var files = await FileServer.StartAsync();
        using var signer = new Signer(isRsa: false);
        using var manufacturer = new Signer(isRsa: false);
        await MakeBootedAsync();
        Assert.Equal("InvalidCertificate", await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, "AA==", certificate: "nonsense")));
        await StatusOfAsync("InstallCertificate", JsonSerializer.Serialize(new { certificateType = "ManufacturerRootCertificate", certificate = manufacturer.Pem }));
        Assert.Equal("InvalidCertificate", await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, signer.Sign(files.File!))));
        Assert.Equal("Accepted", await StatusOfAsync("SignedUpdateFirmware", Signed(files, manufacturer, manufacturer.Sign(files.File!))));
    }

    [Fact]
    public async Task A_second_signed_update_calls_the_first_off()
    {
        await using var files = await FileServer.StartAsync();
        using var signer = new Signer(isRsa: false);
        await MakeBootedAsync();
        await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, "AA==", at: "2199-01-01T00:00:00Z"));
        Assert.Equal(["DownloadScheduled"], await StatusesAsync("SignedFirmwareStatusNotification", 1));
        Assert.Equal("AcceptedCanceled", await StatusOfAsync("SignedUpdateFirmware", Signed(files, signer, signer.Sign(files.File!))));
        Assert.Equal("Downloading", (await StatusesAsync("SignedFirmwareStatusNotification", 6))[0]);
    }

    [Theory]
    [InlineData("http://x/fw-2.7.1.bin", "1.0.0", "2.7.1")]
    [InlineData("http://x/latest.bin", "1.0.9", "1.0.10")]
    [InlineData("http://127.0.0.1:80/firmware", "R7-b", "R8-b")]
    [InlineData("nonsense", "beta", "beta")]
    public void The_new_version_is_in_the_files_name_or_the_next_one(string location, string present, string expected) =>
        Assert.Equal(expected, new FirmwareOrder { Location = location, RetrieveAt = s_now }.VersionAfter(present));

    private async Task<string[]> StatusesAsync(string action, int count)
    {
        var statuses = new string[count];
        for (var i = 0; i < count; i++)
        {
            statuses[i] = (await Central.NextAsync(action)).Text("status");
        }

        return statuses;
    }

    private static string Update(FileServer files, string name, string more = "") =>
        $$"""{{{more}}"location":"{{files.Url}}{{name}}","retrieveDate":"2020-01-01T00:00:00Z"}""";

    private static string Signed(FileServer files, Signer signer, string signature, string at = "2020-01-01T00:00:00Z", string? certificate = null) =>
        JsonSerializer.Serialize(new
        {
            requestId = 5,
            firmware = new { location = $"{files.Url}fw.bin", retrieveDateTime = at, signingCertificate = certificate ?? signer.Pem, signature },
        });

    /// <summary>A key pair with a self-signed certificate.</summary>
    private sealed class Signer : IDisposable
    {
        private readonly RSA? _rsa;
        private readonly ECDsa? _ecdsa;
        private readonly X509Certificate2 _certificate;

        public Signer(bool isRsa)
        {
            _rsa = isRsa ? RSA.Create(2048) : null;
            _ecdsa = isRsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var name = $"CN=Signer {Guid.NewGuid():N}";
            var request = isRsa
                ? new CertificateRequest(name, _rsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : new CertificateRequest(name, _ecdsa!, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        public string Pem => _certificate.ExportCertificatePem();

        public string Sign(byte[] file) => Convert.ToBase64String(
            _rsa?.SignData(file, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            ?? _ecdsa!.SignData(file, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        public void Dispose()
        {
            _certificate.Dispose();
            _rsa?.Dispose();
            _ecdsa?.Dispose();
        }
    }
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>The certificate that chargers see.</summary>
public sealed class ServerCertificateTests
{
    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart_and_nobody_is_cut_off()
    {
        using var authority = new TestAuthority("Server CA");
        using var first = authority.IssueServer("first");
        using var second = authority.IssueServer("second", isRsa: true);
        var folder = Directory.CreateTempSubdirectory("charging-door-").FullName;
        DoorFixture.WritePem(folder, first);
        await using var console = await RunningConsole.StartAsync(DoorFixture.Tls(folder));
        await using var charger = await new Knock(console.OcppTls!, "TLS-1").EnterAsync();
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal("CN=first", await ShownAsync(console));

        // Half written: what was there stays in use.
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), "-----BEGIN CERTIFICATE-----", TestContext.Current.CancellationToken);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.Equal("CN=first", await ShownAsync(console));

        DoorFixture.WritePem(folder, second);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.Equal("CN=second", await ShownAsync(console));
        await charger.CallAsync("Heartbeat", "{}");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_PKCS_12_file_with_a_password_will_do_and_old_TLS_will_not()
    {
        using var authority = new TestAuthority("Server CA");
        using var certificate = authority.IssueServer("from a pfx");
        var file = Path.Combine(Directory.CreateTempSubdirectory("charging-door-").FullName, "server.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "open sesame"), TestContext.Current.CancellationToken);
        await using var console = await RunningConsole.StartAsync("Kestrel:Endpoints:OcppTls:Url=https://127.0.0.1:0", $"Ocpp:Tls:CertificateFile={file}", "Ocpp:Tls:Password=open sesame");
        Assert.Equal("CN=from a pfx", await ShownAsync(console));
#pragma warning disable SYSLIB0039, CA5397 // The old version is what has to be refused.
        await Assert.ThrowsAnyAsync<Exception>(() => ShownAsync(console, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task Without_a_certificate_that_can_be_read_the_console_does_not_start_and_says_which()
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningConsole.StartAsync("Kestrel:Endpoints:OcppTls:Url=https://127.0.0.1:0", "Ocpp:Tls:CertificateFile=/no/such/file.pem"));
        Assert.Contains("/no/such/file.pem", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_HTTP_1_1_is_spoken_over_TLS()
    {
        using var authority = new TestAuthority("Server CA");
        await using var console = await DoorFixture.StartAsync(authority);
        using var client = new TcpClient();
        await client.ConnectAsync(console.OcppTls!.Host, console.OcppTls.Port, TestContext.Current.CancellationToken);
#pragma warning disable CA5359 // It is only looked at.
        await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http3, SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] },
            TestContext.Current.CancellationToken);
        Assert.Equal(SslApplicationProtocol.Http11, stream.NegotiatedApplicationProtocol);
    }

    private static async Task<string> ShownAsync(RunningConsole console, SslProtocols protocols = SslProtocols.None)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(console.OcppTls!.Host, console.OcppTls.Port, TestContext.Current.CancellationToken);
#pragma warning disable CA5359 // It is only looked at.
        await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = protocols }, TestContext.Current.CancellationToken);
        return stream.RemoteCertificate!.Subject;
    }
}

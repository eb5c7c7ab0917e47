using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ChargingConsole.Core.Security;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Tests.Security;

/// <summary>Certificates for charge points: real requests over real sockets, signed by a local authority (security white paper for OCPP 1.6).</summary>
public sealed class SignCertificateTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("rsa", "rsa")]
    [InlineData("rsa", "ecdsa")]
    [InlineData("ecdsa", "rsa")]
    [InlineData("ecdsa", "ecdsa")]
    public async Task A_request_in_order_is_signed_and_delivered_after_the_answer(string authority, string asked)
    {
        await MakeAuthorityAsync(authority, byItself: true);
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "SIGN-1", 1);
        var answer = await charger.CallAsync("SignCertificate", Payload(Csr("CN=sign-1, O=Acme", asked)));
        Assert.Equal("Accepted", answer.GetProperty("status").GetString());

        var (id, payload) = await charger.ExpectCallAsync("CertificateSigned");
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(payload.GetProperty("certificateChain").GetString());
        Assert.Equal(2, chain.Count);
        Assert.Equal("CN=sign-1, O=Acme", chain[0].Subject);
        using (var proof = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } })
        {
            proof.ChainPolicy.CustomTrustStore.Add(chain[1]);
            Assert.True(proof.Build(chain[0]), string.Join(' ', proof.ChainStatus.Select(status => status.StatusInformation)));
        }

        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        var told = await _console.Web.UntilAsync("/api/chargers/SIGN-1/certificates", found => Request(found) == "installed");
        Assert.Equal(chain[0].SerialNumber, told.GetProperty("issued")[0].GetProperty("serial_number").GetString());
    }

    [Theory]
    [InlineData("CN=somebody-else", "ecdsa", "neither the charger's identity")]
    [InlineData("O=Acme", "ecdsa", "CN=none")]
    [InlineData("CN=SIGN-2", "weak", "too weak")]
    [InlineData("CN=SIGN-2", "forged", "signature holds")]
    [InlineData("CN=SIGN-2", "garbage", "signature holds")]
    public async Task A_request_that_is_not_in_order_is_rejected_and_kept_with_the_reason(string name, string kind, string reason)
    {
        await MakeAuthorityAsync("ecdsa", byItself: true);
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "SIGN-2", 1);

        var answer = await charger.CallAsync("SignCertificate", Payload(Csr(name, kind)));

        Assert.Equal("Rejected", answer.GetProperty("status").GetString());
        var told = (await _console.Web.ReadAsync("/api/chargers/SIGN-2/certificates")).Ok();
        Assert.Equal("not_in_order", Request(told));
        Assert.Contains(reason, told.GetProperty("issued")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_waits_for_an_operator_over_a_restart_and_is_delivered_when_its_charger_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-sign-").FullName;
        await using (var first = await RunningConsole.StartOnAsync(folder))
        {
            await using var charger = await RawCharger.BootAsync(first.Ocpp, "SIGN-3", 1);
            Assert.Equal("Accepted", (await charger.CallAsync("SignCertificate", Payload(Csr("CN=SIGN-3", "ecdsa")))).GetProperty("status").GetString());
            Assert.Equal("Accepted", (await charger.CallAsync("SignCertificate", Payload(Csr("CN=SIGN-3", "rsa")))).GetProperty("status").GetString());
            Assert.Equal("not_decided", (await first.Web.WriteAsync("/api/certificates/requests/2/approve", "{}")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
            Assert.Equal(HttpStatusCode.Created, (await first.Web.WriteAsync("/api/certificates/authority", """{"name":"Charging CA"}""")).Status);
        }

        await using (var second = await RunningConsole.StartOnAsync(folder))
        {
            Assert.Equal(HttpStatusCode.NoContent, (await second.Web.WriteAsync("/api/certificates/requests/2/approve", "{}")).Status);
            Assert.Equal("not_decided", (await second.Web.WriteAsync("/api/certificates/requests/1/approve", "{}")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
            // Without a word of its connectors: the certificate may come right behind the answer to the boot.
            await using var charger = await RawCharger.BootAsync(second.Ocpp, "SIGN-3");
            var (id, _) = await charger.ExpectCallAsync("CertificateSigned");
            await charger.AnswerAsync(id, """{"status":"Rejected"}""");
            var told = await second.Web.UntilAsync("/api/chargers/SIGN-3/certificates", found => Request(found) == "refused_by_charger");
            Assert.Equal("superseded", told.GetProperty("issued")[1].GetProperty("state").GetString());
            Assert.Equal("developer", told.GetProperty("issued")[0].GetProperty("decided_by").GetString());
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_private_key_is_nowhere_in_the_clear_and_its_file_is_its_owners_alone()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Imported CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        var secret = key.ExportPkcs8PrivateKeyPem();

        var made = await _console.Web.WriteAsync("/api/certificates/authority", JsonSerializer.Serialize(new { pem = $"{certificate.ExportCertificatePem()}\n{secret}" }));

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.DoesNotContain("PRIVATE", made.Text, StringComparison.Ordinal);
        Assert.Equal("CN=Imported CA", (await _console.Web.ReadAsync("/api/certificates/authority")).Ok().GetProperty("subject").GetString());
        var stored = _console.Get<CertificateAuthority>().Current!;
        Assert.Equal(key.ExportPkcs8PrivateKey(), _console.Get<KeyVault>().Unprotect(stored.ProtectedKey));
        Assert.DoesNotContain(Convert.ToBase64String(key.ExportPkcs8PrivateKey())[..40], stored.ProtectedKey, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_console.Get<KeyVault>().Path));
        }
    }

    [Theory]
    [InlineData("leaf", "no authority's certificate")]
    [InlineData("nothing", "both in PEM")]
    public async Task What_is_no_authority_is_not_imported(string kind, string reason)
    {
        using var key = RSA.Create(2048);
        using var leaf = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var pem = kind == "leaf" ? $"{leaf.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}" : "nothing";
        var problem = (await _console.Web.WriteAsync("/api/certificates/authority", JsonSerializer.Serialize(new { pem }))).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(reason, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        (await _console.Web.ReadAsync("/api/certificates/authority")).Problem(HttpStatusCode.NotFound);
    }

    private async Task MakeAuthorityAsync(string algorithm, bool byItself) =>
        Assert.Equal(HttpStatusCode.Created, (await _console.Web.WriteAsync("/api/certificates/authority", JsonSerializer.Serialize(new { name = "Charging CA", algorithm, signs_by_itself = byItself }))).Status);

    private static string? Request(JsonElement certificates) =>
        certificates.GetProperty("issued") is { } issued && issued.GetArrayLength() > 0 ? issued[0].GetProperty("state").GetString() : null;

    private static string Payload(string csr) => JsonSerializer.Serialize(new { csr });

    private static string Csr(string name, string kind)
    {
        if (kind == "garbage")
        {
            return "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----";
        }

        using var rsa = RSA.Create(kind == "weak" ? 1024 : 2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = kind is "rsa" or "weak"
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, ecdsa, HashAlgorithmName.SHA256);
        var der = request.CreateSigningRequest();
        if (kind == "forged")
        {
            der[^3] ^= 0x55;
        }

        return PemEncoding.WriteString("CERTIFICATE REQUEST", der);
    }
}

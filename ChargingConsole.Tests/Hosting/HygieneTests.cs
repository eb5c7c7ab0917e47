using System.Net;
using System.Text;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Architecture;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.DataProtection;

namespace ChargingConsole.Tests.Hosting;

public sealed class HygieneTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    private static readonly (string, string) s_administrator = ("X-API-Key", ProductionConsole.Administrator);

    [Fact]
    public async Task What_was_protected_before_a_restart_is_read_after_it_and_no_key_lies_there_in_clear()
    {
        var first = await RunningConsole.StartAsync();
        var text = first.Get<IDataProtectionProvider>().CreateProtector("test").Protect("a cookie");
        Assert.DoesNotContain(first.Log, line => line.Contains("No XML encryptor", StringComparison.Ordinal));
        var folder = await first.StopAsync();

        var keys = Directory.GetFiles(Path.Combine(folder, "keys"), "*.xml");
        Assert.NotEmpty(keys);
        Assert.All(keys, file => Assert.DoesNotContain("<masterKey", File.ReadAllText(file), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "keys")));
        }

        var second = await RunningConsole.StartOnAsync(folder);
        Assert.Equal("a cookie", second.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(text));
        await second.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_answer_tells_what_it_was_made_with()
    {
        foreach (var path in new[] { "/sign-in", "/health", "/api/chargers", "/no/such/page", "/css/sign-in.css" })
        {
            using var response = await production.Console.Web.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.DoesNotContain(response.Headers, header => header.Key is "Server" or "X-Powered-By" or "X-AspNet-Version" or "X-AspNetMvc-Version");
        }
    }

    [Fact]
    public async Task Scripts_come_from_here_alone_and_pages_talk_to_here_alone()
    {
        using var response = await production.Console.Web.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single().Split("; ").ToDictionary(part => part.Split(' ')[0], part => part);
        Assert.Equal("script-src 'self'", policy["script-src"]);
        Assert.Equal("connect-src 'self'", policy["connect-src"]);
        Assert.Equal("object-src 'none'", policy["object-src"]);
    }

    [Fact]
    public async Task Only_https_under_a_name_of_the_network_is_made_to_stay_https()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Proxies:Known:0=127.0.0.1");
        Assert.False(await IsMadeToStayAsync(console, "console.example", "http"));
        Assert.False(await IsMadeToStayAsync(console, "localhost", "https"));
        Assert.True(await IsMadeToStayAsync(console, "console.example", "https"));
        Assert.False(await IsMadeToStayAsync(production.Console, "console.example", "https"));
    }

    [Fact]
    public async Task A_forwarded_address_counts_only_when_a_named_proxy_tells_it()
    {
        (await production.Console.Web.CallAsync(HttpMethod.Put, "/api/id-tags/FORWARDED", "{}", headers: [s_administrator, ("X-Forwarded-For", "203.0.113.7")])).Json.GetProperty("id_tag");
        var record = (await production.Console.Web.CallAsync(HttpMethod.Get, "/api/audit?subject=FORWARDED", headers: s_administrator)).Ok()[0];
        Assert.Equal("127.0.0.1", record.GetProperty("address").GetString());
    }

    [Fact]
    public async Task A_body_has_a_limit()
    {
        using var client = production.NewBrowser();
        var tooLong = new string('x', (1024 * 1024) + 1);
        // Asks first: who sends at once may find the connection closed before it has read why.
        (string, string)[] asking = [s_administrator, ("Expect", "100-continue")];
        (await client.CallAsync(HttpMethod.Put, "/api/id-tags/LONG", $$"""{"note":"{{tooLong}}"}""", headers: asking)).Problem(HttpStatusCode.RequestEntityTooLarge);
        (await client.CallAsync(HttpMethod.Post, "/api/id-tag-import", tooLong, "text/csv", asking)).Problem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_uploaded_page_is_never_shown_as_one()
    {
        using var client = production.NewBrowser();
        await client.CallAsync(HttpMethod.Put, "/api/firmware/evil.html", "<script>alert(1)</script>", "text/html", s_administrator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/firmware/evil.html/content");
        request.Headers.Add("X-API-Key", ProductionConsole.Administrator);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("evil", string.Join(' ', Directory.EnumerateFiles(production.Console.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task No_export_holds_a_formula(string tag)
    {
        using var client = production.NewBrowser();
        var path = Uri.EscapeDataString(tag);
        await client.CallAsync(HttpMethod.Put, $"/api/id-tags/{path}", "{}", headers: s_administrator);
        foreach (var export in new[] { "/api/id-tag-export", $"/api/audit/csv?subject={path}" })
        {
            var csv = (await client.CallAsync(HttpMethod.Get, export, headers: s_administrator)).Text;
            Assert.Contains($"'{tag}", csv, StringComparison.Ordinal);
            Assert.DoesNotContain($",{tag}", csv, StringComparison.Ordinal);
            Assert.DoesNotContain($"\n{tag}", csv, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_package_with_a_known_hole_fails_the_build()
    {
        var properties = File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props"), Encoding.UTF8);
        Assert.Contains("<NuGetAudit>true</NuGetAudit>", properties, StringComparison.Ordinal);
        Assert.Contains("<NuGetAuditMode>all</NuGetAuditMode>", properties, StringComparison.Ordinal);
        Assert.Contains("NU1901;NU1902;NU1903;NU1904</WarningsAsErrors>", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("NoWarn", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("NuGetAuditSuppress", properties, StringComparison.Ordinal);
    }

    private static async Task<bool> IsMadeToStayAsync(RunningConsole console, string host, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = console.Web.BaseAddress };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.Contains("Strict-Transport-Security");
    }
}

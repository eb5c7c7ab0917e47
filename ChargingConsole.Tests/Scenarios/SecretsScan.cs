using System.Text;
using System.Text.Json;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>After all that has to do with secrets was done once, none of them stands anywhere: not in a file, not in the log, not in what REST tells, not in an export.</summary>
public sealed class SecretsScan(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    private const string NewKey = "Zq7-New-Authorization-Key";
    private const string ToldKey = "Zq7-Told-Authorization-Key";
    private const string FtpPassword = "Zq7FtpPassword";
    private const string Passphrase = "Zq7-wifi-passphrase";
    private const string Password = "Zq7-a-drivers-passphrase";
    private const string WrongPassword = "Zq7-a-drivers-mistake";

    private static readonly (string, string) s_anna = ("X-API-Key", ProductionConsole.Administrator);

    [Fact]
    public async Task Nothing_secret_is_kept_or_told()
    {
        var secrets = new List<string> { NewKey, ToldKey, FtpPassword, Passphrase, ProductionConsole.Administrator, ProductionConsole.Operator, "PRIVATE KEY" };
        await using var charger = await new AnsweringCharger("SECRET-1")
        {
            Answer = (action, _) => action switch
            {
                "GetConfiguration" => $$"""{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"{{ToldKey}}"},{"value":"{{Passphrase}}","readonly":false,"key":"WifiPassphrase"},{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}""",
                "GetDiagnostics" => """{"fileName":"log.txt"}""",
                "UpdateFirmware" => "{}",
                _ => """{"status":"Accepted"}""",
            },
        }.ConnectAsync(production.Console.Ocpp);

        // A key is set, one that is told in clear is read, a wrong one is refused.
        await CommandAsync("ChangeConfiguration", $$"""{"key":"AuthorizationKey","value":"{{NewKey}}"}""");
        var refusal = await production.Console.Web.CallAsync(HttpMethod.Post, "/api/chargers/SECRET-1/commands/ChangeConfiguration", $$"""{"key":"AuthorizationKey","value":["{{NewKey}}"]}""", headers: s_anna);
        Assert.DoesNotContain(NewKey, refusal.Text, StringComparison.Ordinal);
        await CommandAsync("GetConfiguration", "{}");
        await production.Console.Web.CallAsync(HttpMethod.Get, "/api/chargers/SECRET-1/configuration?refresh=true", headers: s_anna);

        // Addresses that open something: of our own for once, and somebody's with a password.
        await CommandAsync("GetDiagnostics", "{}");
        await CommandAsync("GetDiagnostics", $$"""{"location":"ftp://user:{{FtpPassword}}@files.example/in/"}""");
        await CommandAsync("UpdateFirmware", $$"""{"location":"ftp://user:{{FtpPassword}}@files.example/fw.bin","retrieveDate":"2030-01-01T00:00:00Z"}""");
        var ours = charger.Received.Where(call => call.Action == "GetDiagnostics").Select(call => call.Payload.GetProperty("location").GetString()!).First(location => location.Contains("/transfers/", StringComparison.Ordinal));
        var oneTime = ours.Split('/', StringSplitOptions.RemoveEmptyEntries).MaxBy(part => part.Length)!;
        Assert.True(oneTime.Length > 20, ours);
        secrets.Add(oneTime);

        // An authority has a private key, and everything is taken away as files.
        await CallAsync(HttpMethod.Post, "/api/certificates/authority", """{"name":"Scan CA"}""");
        await CallAsync(HttpMethod.Put, "/api/id-tags/SCAN", """{"note":"scanned"}""");
        var told = new StringBuilder();
        foreach (var path in new[]
        {
            "/api/audit", "/api/audit/csv", "/api/audit/ndjson", "/api/commands", "/api/commands/csv", "/api/id-tag-export", "/api/messages?limit=1000", "/api/chargers/SECRET-1/messages?limit=1000",
            "/api/chargers/SECRET-1/configuration", "/api/chargers/SECRET-1/configuration/history", "/api/chargers/SECRET-1/settings", "/api/certificates/authority", "/api/transfers", "/api/jobs", "/openapi/v1.json", "/metrics",
        })
        {
            told.AppendLine((await production.Console.Web.CallAsync(HttpMethod.Get, path, headers: s_anna)).Text);
        }

        // Keys of the database and somebody of the app: made, signed in, signed in wrongly, refreshed.
        secrets.AddRange(production.Callers.Select(caller => caller.Header?.Value.Replace("Bearer ", "", StringComparison.Ordinal)).OfType<string>());
        secrets.AddRange([Password, WrongPassword]);
        var user = await CallAsync(HttpMethod.Post, "/api/users/register", $$"""{"email":"scan@example.com","password":"{{Password}}","name":"Scan"}""");
        await CallAsync(HttpMethod.Post, "/api/users/login", $$"""{"email":"scan@example.com","password":"{{WrongPassword}}"}""");
        var signedIn = (await CallAsync(HttpMethod.Post, "/api/users/login", $$"""{"email":"scan@example.com","password":"{{Password}}"}""")).Json;
        var refreshed = (await CallAsync(HttpMethod.Post, "/api/auth/refresh", $$"""{"refresh_token":"{{signedIn.GetProperty("refresh_token").GetString()}}"}""")).Json;
        secrets.AddRange(new[] { user.Json, signedIn, refreshed }.SelectMany(answer => answer.EnumerateObject()).Where(member => member.Name is "token" or "access_token" or "refresh_token" && member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()!));
        foreach (var path in new[] { "/api/keys", "/api/audit", "/api/audit/csv" })
        {
            told.AppendLine((await production.Console.Web.CallAsync(HttpMethod.Get, path, headers: s_anna)).Text);
        }

        // Somebody of the console: invited, with a second factor and its recovery codes.
        using (var vera = await AccountBrowser.JoinAsync(production.Console, "scan-vera@example.com", AccessRole.Viewer))
        {
            var account = production.Console.Get<OwnAccount>();
            var id = (await AccountBrowser.UserAsync(production.Console, "scan-vera@example.com")).Id;
            var factor = (await account.BeginFactorAsync(id, null))!;
            var (codes, wrong) = await account.ConfirmFactorAsync(id, null, AccountBrowser.TotpOf(factor.Secret));
            Assert.Null(wrong);
            using var again = new AccountBrowser(production.Console.Web.BaseAddress!);
            await again.SignInAsync("scan-vera@example.com");
            await again.SendAsync("/sign-in/code", ("code", "WRONG-CODE"));
            await again.SendAsync("/sign-in/code", ("code", codes![0]));
            Assert.True(await again.IsInAsync());
            secrets.AddRange([AccountBrowser.Password, factor.Secret, factor.Secret.Replace(" ", "", StringComparison.Ordinal), .. codes]);
        }

        // A file comes by its one-time address and is taken away again.
        await CommandAsync("GetDiagnostics", "{}");
        var newest = charger.Received.Where(call => call.Action == "GetDiagnostics").Select(call => call.Payload.GetProperty("location").GetString()!).Last();
        secrets.Add(newest.Split('/', StringSplitOptions.RemoveEmptyEntries).MaxBy(part => part.Length)!);
        using (var delivered = new StringContent("a charger's diagnostics", Encoding.UTF8, "application/octet-stream"))
        {
            using var put = await production.Console.Web.PutAsync(new Uri(newest.TrimEnd('/') + "/log.txt"), delivered, TestContext.Current.CancellationToken);
            Assert.True(put.IsSuccessStatusCode, $"{(int)put.StatusCode}");
        }

        var transfers = (await production.Console.Web.CallAsync(HttpMethod.Get, "/api/transfers?files=1", headers: s_anna)).Ok();
        var deliveredFile = $"/api/transfers/{transfers[0].GetProperty("transfer_id").GetInt64()}/file";
        foreach (var path in new[] { "/api/transfers", deliveredFile, "/api/audit", "/api/audit/csv", "/api/alerts", "/api/rejected-connections", "/api/sessions/csv", "/api/reports/csv", "/api/messages/export" })
        {
            told.AppendLine((await production.Console.Web.CallAsync(HttpMethod.Get, path, headers: s_anna)).Text);
        }

        Assert.Contains("a charger's diagnostics", told.ToString(), StringComparison.Ordinal);

        // What waits for the disk gets there.
        await production.Console.Web.UntilAsync("/health", _ => true);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        Assert.Contains("(hidden)", told.ToString(), StringComparison.Ordinal);
        AssertNone(secrets, "what REST tells", told.ToString());
        AssertNone(secrets, "the log", string.Join('\n', production.Console.Log));
        var scanned = 0;
        foreach (var file in Directory.EnumerateFiles(production.Console.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            AssertNone(secrets, Path.GetFileName(file), bytes.ToArray());
            scanned++;
        }

        Assert.True(scanned >= 3, $"Only {scanned} files were scanned.");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("utf16")]
    [InlineData("hex")]
    [InlineData("base64")]
    public void The_scan_finds_what_it_is_to_find(string form)
    {
        var hidden = form switch
        {
            "utf16" => Encoding.Unicode.GetBytes($"..{NewKey}.."),
            "hex" => Encoding.UTF8.GetBytes($"..{Convert.ToHexString(Encoding.UTF8.GetBytes(NewKey))}.."),
            "base64" => Encoding.UTF8.GetBytes($"..{Convert.ToBase64String(Encoding.UTF8.GetBytes(NewKey))}.."),
            _ => Encoding.UTF8.GetBytes($"..{NewKey}.."),
        };
        Assert.ThrowsAny<Exception>(() => AssertNone([NewKey], "a test", hidden));
    }

    private Task<ApiAnswer> CommandAsync(string action, string payload) => CallAsync(HttpMethod.Post, $"/api/chargers/SECRET-1/commands/{action}", payload);

    private async Task<ApiAnswer> CallAsync(HttpMethod method, string path, string body)
    {
        var answer = await production.Console.Web.CallAsync(method, path, body, headers: s_anna);
        Assert.True((int)answer.Status < 300, $"{method} {path}: {(int)answer.Status} {answer.Text}");
        return answer;
    }

    private static void AssertNone(IEnumerable<string> secrets, string where, string text) => AssertNone(secrets, where, Encoding.UTF8.GetBytes(text));

    private static void AssertNone(IEnumerable<string> secrets, string where, ReadOnlySpan<byte> bytes)
    {
        foreach (var secret in secrets)
        {
            var plain = Encoding.UTF8.GetBytes(secret);
            byte[][] forms =
            [
                plain, Encoding.Unicode.GetBytes(secret), Encoding.UTF8.GetBytes(Convert.ToHexString(plain)), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(plain)),
                Encoding.UTF8.GetBytes(Convert.ToBase64String(plain).TrimEnd('=')), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(secret).Trim('"')),
            ];
            foreach (var form in forms)
            {
                Assert.True(bytes.IndexOf(form) < 0, $"\"{secret}\" stands in {where}.");
            }
        }
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

/// <summary>A browser without scripts: it keeps cookies, sends the forms that it got, and follows nothing by itself.</summary>
internal sealed class AccountBrowser(Uri web) : IDisposable
{
    public const string Password = "seven green bicycles";

    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = web };

    public HttpClient Client => _client;

    /// <summary>Where the last answer led; null when it did not.</summary>
    public string? LedTo { get; private set; }

    public HttpStatusCode Status { get; private set; }

    public string Html { get; private set; } = "";

    /// <summary>The app as in Production, with nobody in it and no key.</summary>
    public static Task<RunningConsole> StartAsync(params string[] settings) => RunningConsole.StartAsync(["environment=Production", "Access:Limits:SignInsPerAddress=1000", .. settings]);

    /// <summary>The newest set-up code in the log.</summary>
    public static string CodeOf(RunningConsole console) =>
        console.Log.Select(line => Regex.Match(line, "set-up code: ([A-Z0-9-]{19})")).Last(match => match.Success).Groups[1].Value;

    /// <summary>The app in Production with Anna as administrator.</summary>
    public static async Task<RunningConsole> StartWithAnnaAsync(params string[] settings)
    {
        var console = await StartAsync(settings);
        Assert.Null((await console.Get<FirstAdministrator>().MakeAsync(CodeOf(console), "Anna", "anna@example.com", Password)).Wrong);
        return console;
    }

    /// <summary>Invites somebody and takes the invitation up in a browser of their own, which is then signed in.</summary>
    public static async Task<AccountBrowser> JoinAsync(RunningConsole console, string email, AccessRole role)
    {
        var (link, wrong) = await console.Get<UserRegister>().InviteAsync("anna@example.com", email[..email.IndexOf('@', StringComparison.Ordinal)], email, role);
        Assert.Null(wrong);
        var browser = new AccountBrowser(console.Web.BaseAddress!);
        await browser.SendAsync(link!, ("password", Password), ("again", Password));
        Assert.Equal("/", browser.LedTo);
        return browser;
    }

    public static async Task<UserEntry> UserAsync(RunningConsole console, string email) => (await console.Get<UserRegister>().ListAsync()).Single(user => user.Email == email);

    /// <summary>Signs in with the password alone.</summary>
    public Task SignInAsync(string email, string password = Password) => SendAsync("/sign-in", ("email", email), ("password", password));

    public async Task OpenAsync(string path) => await TakeAsync(await _client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));

    /// <summary>Opens a page and sends its form.</summary>
    public async Task SendAsync(string path, params (string Name, string Value)[] fields)
    {
        await OpenAsync(path);
        var token = Regex.Match(Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        await TakeAsync(await _client.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), form, TestContext.Current.CancellationToken));
    }

    /// <summary>Whether the console takes this browser for somebody.</summary>
    public async Task<bool> IsInAsync()
    {
        using var answer = await _client.GetAsync(new Uri("/api/chargers", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>What an authenticator app shows for a secret (RFC 6238).</summary>
    public static string TotpOf(string secret, TimeSpan later = default)
    {
        var bits = string.Concat(secret.Where(char.IsAsciiLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow() + later).ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The algorithm is the standard's.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _client.Dispose();

    private async Task TakeAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Status = answer.StatusCode;
            LedTo = answer.Headers.Location?.OriginalString;
            Html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}

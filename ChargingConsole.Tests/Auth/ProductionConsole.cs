using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

/// <summary>The app as in production, with a way in for each role and scope.</summary>
public sealed class ProductionConsole : IAsyncLifetime
{
    public const string Viewer = "viewer-key", Operator = "operator-key", Administrator = "administrator-key";

    public RunningConsole Console { get; private set; } = null!;

    /// <summary>Every kind of caller: who it is, the header that it sends, and what it may do; nobody sends none and may nothing.</summary>
    internal IReadOnlyList<(string Who, (string Name, string Value)? Header, AccessScope? Scope)> Callers { get; private set; } = [];

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async ValueTask InitializeAsync()
    {
        Console = await RunningConsole.StartAsync(
            "environment=Production",
            "Access:Registration=true", "Access:Limits:SignInsPerAddress=10000", "Access:Limits:PerCallerPerMinute=100000", "Access:Limits:PerAddressPerMinute=1000000",
            "Access:Keys:0:Name=Vera", "Access:Keys:0:Role=Viewer", $"Access:Keys:0:Sha256={Hash(Viewer)}",
            "Access:Keys:1:Name=Otto", "Access:Keys:1:Role=Operator", $"Access:Keys:1:Sha256={Hash(Operator)}",
            "Access:Keys:2:Name=Anna", "Access:Keys:2:Role=Administrator", $"Access:Keys:2:Sha256={Hash(Administrator).ToUpperInvariant()}");
        var callers = new List<(string, (string, string)?, AccessScope?)>
        {
            ("nobody", null, null),
            ("the configured viewer", ("X-API-Key", Viewer), AccessScope.Viewer),
            ("the configured operator", ("X-API-Key", Operator), AccessScope.Operator),
            ("the configured administrator", ("X-API-Key", Administrator), AccessScope.Administrator),
            ("a driver with the app", ("Authorization", $"Bearer {(await RegisterAsync("matrix@example.com")).Access}"), AccessScope.Driver),
        };
        foreach (var scope in Enum.GetValues<AccessScope>())
        {
            callers.Add(($"a {scope} key", ("X-API-Key", (await MakeKeyAsync($"Matrix {scope}", scope)).Key), scope));
        }

        Callers = callers;
    }

    public ValueTask DisposeAsync() => Console.DisposeAsync();

    /// <summary>A browser that keeps cookies and follows nothing.</summary>
    public HttpClient NewBrowser() => RunningConsole.NewClient(Console.Web.BaseAddress!, new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>A program that sends a header.</summary>
    public HttpClient NewClient(string header, string value)
    {
        var client = NewBrowser();
        client.DefaultRequestHeaders.Add(header, value);
        return client;
    }

    /// <summary>Makes a key by REST.</summary>
    internal async Task<(int Id, string Key)> MakeKeyAsync(string name, AccessScope scope, string tags = "\"KEYTAG\"", string more = "")
    {
        using var client = NewClient("X-API-Key", Administrator);
        var hasTags = scope is AccessScope.Driver or AccessScope.Partner;
        var made = await client.WriteAsync("/api/keys", $$"""{"name":"{{name}}","scope":"{{scope.ToString().ToLowerInvariant()}}"{{(hasTags ? $",\"id_tags\":[{tags}]" : "")}}{{more}}}""");
        Assert.True(made.Status == System.Net.HttpStatusCode.Created, made.Text);
        return (made.Json.GetProperty("id").GetInt32(), made.Json.GetProperty("key").GetString()!);
    }

    /// <summary>Registers a driver as the app does.</summary>
    internal Task<(int Id, string Access, string Refresh, string Tag)> RegisterAsync(string email) => AppCalls.RegisterAsync(NewBrowser(), email);
}

/// <summary>What the mobile app sends to sign in.</summary>
internal static class AppCalls
{
    public const string Password = "a long enough phrase";

    /// <summary>Registers a driver.</summary>
    public static async Task<(int Id, string Access, string Refresh, string Tag)> RegisterAsync(HttpClient client, string email)
    {
        var answer = (await client.WriteAsync("/api/users/register", $$"""{"email":"{{email}}","password":"{{Password}}","name":"Dora","phone":"+49 30 1"}""")).Ok();
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        var user = answer.GetProperty("user");
        return (user.GetProperty("id").GetInt32(), answer.GetProperty("access_token").GetString()!, answer.GetProperty("refresh_token").GetString()!, user.GetProperty("id_tags")[0].GetString()!);
    }
}

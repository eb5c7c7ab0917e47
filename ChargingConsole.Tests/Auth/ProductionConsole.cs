using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

/// <summary>The app as in production, with a key for each role.</summary>
public sealed class ProductionConsole : IAsyncLifetime
{
    public const string Viewer = "viewer-key", Operator = "operator-key", Administrator = "administrator-key";

    public RunningConsole Console { get; private set; } = null!;

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async ValueTask InitializeAsync() => Console = await RunningConsole.StartAsync(
        "environment=Production",
        "Access:Keys:0:Name=Vera", "Access:Keys:0:Role=Viewer", $"Access:Keys:0:Sha256={Hash(Viewer)}",
        "Access:Keys:1:Name=Otto", "Access:Keys:1:Role=Operator", $"Access:Keys:1:Sha256={Hash(Operator)}",
        "Access:Keys:2:Name=Anna", "Access:Keys:2:Role=Administrator", $"Access:Keys:2:Sha256={Hash(Administrator).ToUpperInvariant()}");

    public ValueTask DisposeAsync() => Console.DisposeAsync();

    /// <summary>A browser that keeps cookies and follows nothing.</summary>
    public HttpClient NewBrowser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Console.Web.BaseAddress };
}

using System.Security.Cryptography;
using System.Text;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>The key with which the load uses REST and the hub: made for each run of the tool, told to the server as its hash.</summary>
internal static class WebAccess
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-API-Key";

    /// <summary>The key.</summary>
    public static string Key { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The server's settings that let it in.</summary>
    public static IEnumerable<string> Arguments =>
    [
        "--Access:Keys:0:Name=benchmarks",
        "--Access:Keys:0:Role=Administrator",
        "--Access:Limits:PerCallerPerMinute=1000000",
        "--Access:Limits:PerAddressPerMinute=1000000",
        $"--Access:Keys:0:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}",
    ];
}

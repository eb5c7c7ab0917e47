using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>One running app that chargers reach over plain and TLS connections, with an authority of its own and one that was imported.</summary>
public sealed class DoorFixture : IAsyncLifetime
{
    private readonly TestAuthority _server = new("Server CA");

    public RunningConsole Console { get; private set; } = null!;

    /// <summary>The console's own authority.</summary>
    internal TestAuthority Ours { get; } = new("Our CA");

    /// <summary>One that was imported.</summary>
    internal TestAuthority Foreign { get; } = new("Foreign CA", isRsa: true);

    /// <summary>Whom a charger has to believe about the console.</summary>
    internal X509Certificate2 ServerRoot => _server.Certificate;

    public async ValueTask InitializeAsync()
    {
        Console = await StartAsync(_server);
        (await Console.Web.WriteAsync("/api/certificates/authority", JsonSerializer.Serialize(new { pem = Ours.PemWithKey, signs_by_itself = true }))).Json.GetProperty("subject");
        (await Console.Web.WriteAsync("/api/certificates/trusted", JsonSerializer.Serialize(new { pem = Foreign.Pem }))).Ok();
    }

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        _server.Dispose();
        Ours.Dispose();
        Foreign.Dispose();
    }

    /// <summary>Makes a charger known, with what the door is to ask of it.</summary>
    public async Task<ChargePoint> AddAsync(string id, int required = 0, string? key = null)
    {
        var chargePoint = await Console.Get<ChargePointRegister>().AddAsync(id);
        (await Console.Web.CallAsync(HttpMethod.Put, Path(id), $$"""{"required_profile":{{required}}}""")).Ok();
        if (key is not null)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await Console.Web.CallAsync(HttpMethod.Put, $"{Path(id)}/key", $$"""{"key":"{{key}}"}""")).Status);
        }

        return chargePoint;
    }

    /// <summary>How a charger is secured.</summary>
    public async Task<JsonElement> SecurityAsync(string id) => (await Console.Web.ReadAsync(Path(id))).Ok();

    /// <summary>The same once it is connected with a profile.</summary>
    public Task<JsonElement> ConnectedAsync(string id, int profile) =>
        Console.Web.UntilAsync(Path(id), security => security.GetProperty("connected_profile") is { ValueKind: JsonValueKind.Number } connected && connected.GetInt32() == profile);

    /// <summary>Why a charger was last refused.</summary>
    public string Refusal(string id) => Console.Get<RejectedConnections>().Latest.Last(refused => refused.ChargePointId == id).Reason;

    private static string Path(string id) => $"/api/chargers/{Uri.EscapeDataString(id)}/security";

    /// <summary>Starts an app with a TLS listener.</summary>
    internal static async Task<RunningConsole> StartAsync(TestAuthority server, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("charging-door-").FullName;
        using var certificate = server.IssueServer("console.example");
        WritePem(folder, certificate);
        return await RunningConsole.StartAsync([.. Tls(folder), .. settings]);
    }

    /// <summary>The settings for a certificate that <see cref="WritePem"/> wrote.</summary>
    internal static string[] Tls(string folder) =>
        ["Kestrel:Endpoints:OcppTls:Url=https://127.0.0.1:0", $"Ocpp:Tls:CertificateFile={System.IO.Path.Combine(folder, "server.pem")}", $"Ocpp:Tls:KeyFile={System.IO.Path.Combine(folder, "server.key")}"];

    internal static void WritePem(string folder, X509Certificate2 certificate)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "server.key"), certificate.GetRSAPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(System.IO.Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
    }
}

/// <summary>A charger at the door.</summary>
internal sealed record Knock(Uri Ocpp, string Id)
{
    public string? User { get; init; }

    public byte[]? Password { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public Knock With(string password) => this with { Password = Encoding.UTF8.GetBytes(password) };

    /// <summary>101 when it is let in, and the challenge that came with a refusal.</summary>
    public async Task<(HttpStatusCode Status, string? Challenge)> TryAsync()
    {
        using var socket = new ClientWebSocket();
        Configure(socket.Options);
        socket.Options.AddSubProtocol("ocpp1.6");
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri(Ocpp, Uri.EscapeDataString(Id)), TestContext.Current.CancellationToken);
            socket.Abort();
        }
        catch (WebSocketException) when (socket.HttpStatusCode != 0)
        {
            // The status says it.
        }

        return (socket.HttpStatusCode, socket.HttpResponseHeaders?.TryGetValue("WWW-Authenticate", out var challenge) == true ? challenge.Single() : null);
    }

    public async Task<HttpStatusCode> StatusAsync() => (await TryAsync()).Status;

    /// <summary>Connects and stays.</summary>
    public Task<RawCharger> EnterAsync() => RawCharger.ConnectAsync(Ocpp, Uri.EscapeDataString(Id), configure: Configure);

    private void Configure(ClientWebSocketOptions options)
    {
#pragma warning disable CA5359 // What is tested is how the console judges the charger.
        options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (Certificate is not null)
        {
            options.ClientCertificates = [Certificate];
        }

        if (Password is not null)
        {
            options.SetRequestHeader("Authorization", $"Basic {Convert.ToBase64String([.. Encoding.UTF8.GetBytes($"{User ?? Id}:"), .. Password])}");
        }
    }
}

using System.Globalization;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The running app under a test case: commands by REST, answered by the test's own charger.</summary>
public abstract class CertificationConsole : IAsyncLifetime
{
    protected RunningConsole Console { get; private set; } = null!;

    protected HttpClient Web => Console.Web;

    public async ValueTask InitializeAsync() => Console = await RunningConsole.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the app and starts it on the same data.</summary>
    protected async Task RestartAsync() => Console = await RunningConsole.StartOnAsync(await Console.StopAsync());

    protected Task<RawCharger> BootAsync(string id = "CP1", params int[] connectors) => RawCharger.BootAsync(Console.Ocpp, id, connectors.Length == 0 ? [1, 2] : connectors);

    /// <summary>Sends a command by REST, lets the charger answer it, and gives what was sent and what REST told.</summary>
    protected async Task<(JsonElement Sent, JsonElement Told)> CommandAsync(RawCharger charger, string action, string payload, string answer, string id = "CP1")
    {
        var asking = Web.WriteAsync($"/api/chargers/{id}/commands/{action}", payload);
        var (uniqueId, sent) = await charger.ExpectCallAsync(action);
        await charger.AnswerAsync(uniqueId, answer);
        return (sent, (await asking).Ok());
    }

    protected Task PutTagAsync(string idTag, string body = "{}") => Web.CallAsync(HttpMethod.Put, $"/api/id-tags/{idTag}", body);

    /// <summary>A time as OCPP writes it, from now.</summary>
    protected static string Time(TimeSpan fromNow) => (TimeProvider.System.GetUtcNow() + fromNow).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

using System.Net;
using System.Text;
using System.Text.Json;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Tests.Api;

/// <summary>An answer of the API.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, string? ContentType)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The answer as a problem of this status, with all that a problem of ours has.</summary>
    public JsonElement Problem(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("code").GetString()));
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("message").GetString()));
        Assert.Equal(Json.GetProperty("message").GetString(), Json.GetProperty("detail").GetString());
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        return Json;
    }

    public JsonElement Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{(int)Status} {Text}");
        return Json;
    }
}

internal static class ApiCalls
{
    public static Task<ApiAnswer> CallAsync(this HttpClient client, HttpMethod method, string path, string? body = null, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return SendAsync(client, request);
    }

    public static Task<ApiAnswer> ReadAsync(this HttpClient client, string path) => client.CallAsync(HttpMethod.Get, path);

    public static Task<ApiAnswer> WriteAsync(this HttpClient client, string path, string body) => client.CallAsync(HttpMethod.Post, path, body);

    /// <summary>Begins a session at the charger's own wish and gives its transaction id.</summary>
    public static async Task<int> BeginAsync(this RawCharger charger, int connector = 1, string idTag = "APP_USER", int meterStart = 1000) =>
        (await charger.CallAsync("StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"{{idTag}}","meterStart":{{meterStart}},"timestamp":"{{DateTime()}}"}""")).GetProperty("transactionId").GetInt32();

    public static Task<JsonElement> MeterAsync(this RawCharger charger, int transactionId, int energyWh, int powerW, int connector = 1) =>
        charger.CallAsync("MeterValues", $$"""
            {"connectorId":{{connector}},"transactionId":{{transactionId}},"meterValue":[{"timestamp":"{{DateTime()}}","sampledValue":[
            {"value":"{{energyWh}}","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"{{powerW}}","measurand":"Power.Active.Import","unit":"W"},
            {"value":"230.5","measurand":"Voltage","unit":"V"},{"value":"16.1","measurand":"Current.Import","unit":"A"}]}]}
            """);

    public static Task<JsonElement> EndAsync(this RawCharger charger, int transactionId, int meterStop) =>
        charger.CallAsync("StopTransaction", $$"""{"transactionId":{{transactionId}},"meterStop":{{meterStop}},"timestamp":"{{DateTime()}}","reason":"Local"}""");

    /// <summary>Asks until it holds; what another thread does takes its moment.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient client, string path, Func<JsonElement, bool> holds)
    {
        JsonElement last = default;
        for (var i = 0; i < 1_200; i++)
        {
            last = (await client.ReadAsync(path)).Ok();
            if (holds(last))
            {
                return last;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never came true: {last}");
        return last;
    }

    /// <summary>Ends an app whose errors were what a test wanted.</summary>
    public static async Task DiscardAsync(this RunningConsole console)
    {
        var folder = await console.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string DateTime() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<ApiAnswer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new ApiAnswer(response.StatusCode, text, response.Content.Headers.ContentType?.MediaType);
        }
    }
}

/// <summary>One running app for the tests of a class, which waits for chargers as long as a busy machine takes; every test has chargers of its own.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    private const double Patience = 60, LongestStartWait = 30;

    public RunningConsole Console { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Console = await RunningConsole.StartAsync();
        WaitFor(Patience);
    }

    /// <summary>For chargers that are silent: until this is disposed of, no answer and no session is waited for longer.</summary>
    public IDisposable Impatient(double seconds = 2)
    {
        WaitFor(seconds);
        return new Impatience(this);
    }

    /// <summary>How long what is sent from now on is waited for.</summary>
    public void WaitFor(double seconds)
    {
        var ocpp = Console.Get<IOptions<OcppOptions>>().Value;
        ocpp.CallTimeoutSeconds = ocpp.SlowCallTimeoutSeconds = seconds;
        Console.Get<IOptions<ChargingOptions>>().Value.StartWaitSeconds = Math.Min(seconds, LongestStartWait);
    }

    public ValueTask DisposeAsync() => Console.DisposeAsync();

    private sealed class Impatience(ConsoleFixture fixture) : IDisposable
    {
        public void Dispose() => fixture.WaitFor(Patience);
    }
}

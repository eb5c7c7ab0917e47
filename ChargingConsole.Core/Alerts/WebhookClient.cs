using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Alerts;

/// <summary>What came of a try to send.</summary>
/// <param name="IsDelivered">Whether the receiver took it (2xx).</param>
/// <param name="Outcome">The status and the beginning of the answer, or why there is none.</param>
public sealed record WebhookOutcome(bool IsDelivered, string Outcome);

/// <summary>Sends signed messages: no redirect is followed, no proxy asked, no cookie kept, and no private address reached unless the configuration allows it.</summary>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>The header with the time and the signature: <c>t=1700000000,v1=HEX</c>, HMAC-SHA256 over <c>t.body</c>.</summary>
    public const string SignatureHeader = "X-Console-Signature";

    /// <summary>The header with the id of the event.</summary>
    public const string EventIdHeader = "X-Console-Event-Id";

    private const int MaxAnswer = 500;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    public WebhookClient(TimeProvider clock, IOptions<AlertOptions> options)
    {
        _clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancellationToken) => PublicNetwork.ConnectAsync(context.DnsEndPoint, options.Value.AllowPrivateWebhooks, cancellationToken),
        };
        _client = new HttpClient(handler) { Timeout = s_patience };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ChargingConsole", null));
    }

    /// <summary>Sends once.</summary>
    public async Task<WebhookOutcome> SendAsync(string url, string secret, string eventId, string body, CancellationToken cancellationToken)
    {
        var time = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(SignatureHeader, $"t={time},v1={Sign(secret, time, body)}");
        request.Headers.Add(EventIdHeader, eventId);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var answer = await BeginningAsync(response, cancellationToken);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new WebhookOutcome(response.IsSuccessStatusCode, answer.Length == 0 ? status : $"{status}: {answer}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookOutcome(false, "No answer within 10 s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new WebhookOutcome(false, e.InnerException is HttpRequestException inner ? inner.Message : e.Message);
        }
    }

    /// <summary>The signature in lower-case hex.</summary>
    internal static string Sign(string secret, string time, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    public void Dispose() => _client.Dispose();

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxAnswer];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, patience.Token);
        return new string([.. Encoding.UTF8.GetString(buffer, 0, length).Trim().Where(letter => !char.IsControl(letter))]);
    }
}

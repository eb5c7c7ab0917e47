using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace ChargingConsole.Tests.Shared;

/// <summary>A charger that answers profile commands by rules a test gives, over a real socket.</summary>
public sealed class ProfileCharger : IAsyncDisposable
{
    private readonly RawCharger _charger;
    private readonly Task _answering;

    private ProfileCharger(RawCharger charger)
    {
        _charger = charger;
        _charger.Patience = TimeSpan.FromMinutes(5);
        _answering = AnswerAsync();
    }

    /// <summary>What came, as action and payload, in order.</summary>
    public ConcurrentQueue<(string Action, JsonElement Payload)> Seen { get; } = new();

    /// <summary>The profiles asked to be set, in order.</summary>
    public IReadOnlyList<JsonElement> Sets => [.. Seen.Where(call => call.Action == "SetChargingProfile").Select(call => call.Payload)];

    /// <summary>Answers SetChargingProfile with a status, or with a CALLERROR when the word begins with an exclamation mark.</summary>
    public Func<JsonElement, string> OnSet { get; set; } = _ => "Accepted";

    /// <summary>Answers ClearChargingProfile.</summary>
    public Func<JsonElement, string> OnClear { get; set; } = _ => "Accepted";

    /// <summary>The payload that answers GetCompositeSchedule.</summary>
    public Func<JsonElement, string> OnComposite { get; set; } = _ => """{"status":"Rejected"}""";

    /// <summary>Takes over the answering for a charger that is connected.</summary>
    public static ProfileCharger Of(RawCharger charger) => new(charger);

    public static async Task<ProfileCharger> BootAsync(Uri ocpp, string id, params int[] connectors) => new(await RawCharger.BootAsync(ocpp, id, connectors));

    /// <summary>A composite schedule with one limit from now on.</summary>
    public static string Composite(JsonElement asked, decimal limit, string unit = "A") => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$$"""{"status":"Accepted","connectorId":{{{asked.GetProperty("connectorId").GetInt32()}}},"scheduleStart":"{{{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}}","chargingSchedule":{"duration":{{{asked.GetProperty("duration").GetInt32()}}},"chargingRateUnit":"{{{unit}}}","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{limit}}}}]}}""");

    public async ValueTask DisposeAsync()
    {
        _charger.Abort();
        await _answering;
        await _charger.DisposeAsync();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var frame = await _charger.ReceiveAsync();
                if (frame[0].GetInt32() != 2)
                {
                    continue;
                }

                var (id, action, payload) = (frame[1].GetString()!, frame[2].GetString()!, frame[3]);
                Seen.Enqueue((action, payload));
                var answer = action switch
                {
                    "SetChargingProfile" => OnSet(payload),
                    "ClearChargingProfile" => OnClear(payload),
                    "GetCompositeSchedule" => OnComposite(payload),
                    _ => "!NotImplemented",
                };
                await _charger.SendAsync(
                    answer.StartsWith('!') ? $$"""[4,"{{id}}","{{answer[1..]}}","",{}]"""
                    : answer.StartsWith('{') ? $"""[3,"{id}",{answer}]"""
                    : $$"""[3,"{{id}}",{"status":"{{answer}}"}]""");
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}

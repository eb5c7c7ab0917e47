using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Starts over REST: how long from the call until RemoteStartTransaction is on the charger's socket.</summary>
internal static class RemoteStartLoad
{
    public static async Task<(Measured, IReadOnlyList<ToldSession>)> RunAsync(SubjectKind kind, Subject subject, LoadSettings settings, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var arrivals = new Histogram();
        long postedAt = 0;
        using var fleet = new ChargerFleet(
            settings.Chargers,
            number => new RemoteStartScript(number, () => arrivals.Record(Stopwatch.GetElapsedTime(Volatile.Read(ref postedAt)))),
            tally, isFloor: false, rate: 0);
        await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, cancellationToken);
        await fleet.WaitUntilSilentAsync();

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{subject.WebPort}") };
        http.DefaultRequestHeaders.Add(WebAccess.Header, WebAccess.Key);
        var next = 0;
        await StartForAsync(settings.WarmUp);
        arrivals = new Histogram();
        var window = new Window(subject, tally);
        var starts = await StartForAsync(settings.Seconds);
        var measured = window.Close(kind);
        await EndOfSessionsAsync(fleet, tally, cancellationToken);
        return (measured with
        {
            Messages = starts,
            Errors = tally.Errors,
            Problems = tally.Problems,
            P50 = arrivals.PercentileMs(0.50),
            P95 = arrivals.PercentileMs(0.95),
            P99 = arrivals.PercentileMs(0.99),
            Max = arrivals.MaxMs,
        }, fleet.Told);

        async Task<int> StartForAsync(int seconds)
        {
            var began = Stopwatch.GetTimestamp();
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds && tally.Errors == 0; count++)
            {
                var charger = fleet.All[next++ % fleet.All.Length];
                Volatile.Write(ref postedAt, Stopwatch.GetTimestamp());
                using var response = await http.PostAsJsonAsync("/api/charging/start", new { charger_id = charger.Id, connector_id = 1, id_tag = "APP_USER" }, cancellationToken);
                var answer = await response.Content.ReadAsStringAsync(cancellationToken);
                if (!response.IsSuccessStatusCode || !IsStarted(answer))
                {
                    tally.Error($"a start was answered with {(int)response.StatusCode} {answer[..Math.Min(answer.Length, 200)]}");
                }
            }

            return count;
        }
    }

    private static bool IsStarted(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("success", out var success) && success.GetBoolean()
            && document.RootElement.TryGetProperty("transaction_id", out var id) && id.ValueKind == JsonValueKind.Number && id.GetInt32() > 0;
    }

    private static async Task EndOfSessionsAsync(ChargerFleet fleet, Tally tally, CancellationToken cancellationToken)
    {
        for (var wait = 0; fleet.Told.Any(session => session.MeterStop is null); wait++)
        {
            if (wait == 100)
            {
                tally.Error("a session did not end within 10 s");
                return;
            }

            await Task.Delay(100, cancellationToken);
        }
    }
}

using System.Diagnostics;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>All chargers of a run: connects them, paces them, and brings them to an end.</summary>
internal sealed class ChargerFleet(int count, Func<int, IScript> script, Tally tally, bool isFloor, double rate, int first = 1) : IDisposable
{
    private static readonly TimeSpan s_finishLimit = TimeSpan.FromSeconds(60);

    /// <summary>The chargers, in the order of their numbers.</summary>
    public Charger[] All { get; } = [.. Enumerable.Range(first, count).Select(number => new Charger(number, script(number), tally, isFloor, rate > 0))];

    /// <summary>By how much the load itself was late at worst, in milliseconds: latencies are no better than that.</summary>
    public double LateMs { get; private set; }

    /// <summary>The sessions that were answered.</summary>
    public IReadOnlyList<ToldSession> Told => [.. All.SelectMany(charger => charger.Script.Told)];

    /// <summary>Connects all of them, so many at a time.</summary>
    public async Task ConnectAsync(int port, int parallel, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(All, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken }, async (charger, token) =>
        {
            try
            {
                await charger.ConnectAsync(port, token);
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
            {
                tally.Error($"connecting failed: {e.Message}");
            }
        });

    /// <summary>Offers so many messages a second, whatever the server does, until it is cancelled.</summary>
    public async Task PaceAsync(CancellationToken cancellationToken)
    {
        if (rate <= 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var start = Stopwatch.GetTimestamp();
        var offered = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = Stopwatch.GetTimestamp();
                var elapsed = Stopwatch.GetElapsedTime(start, now).TotalSeconds;
                var due = (long)(elapsed * rate);
                if (offered < due)
                {
                    LateMs = Math.Max(LateMs, (elapsed - (offered / rate)) * 1000);
                }

                for (; offered < due; offered++)
                {
                    All[offered % All.Length].Due(Stopwatch.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The window is over.
        }
    }

    /// <summary>The worst delay counts for the window alone.</summary>
    public void OpenWindow() => LateMs = 0;

    /// <summary>Lets every charger end its session.</summary>
    public async Task FinishAsync()
    {
        foreach (var charger in All)
        {
            charger.Finish();
        }

        await WaitUntilSilentAsync();
    }

    /// <summary>Waits until nobody has anything more to say; who waits longer than a minute for an answer is an error.</summary>
    public async Task WaitUntilSilentAsync()
    {
        await Task.WhenAll(All.Select(charger => charger.Silent)).WaitAsync(s_finishLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var charger in All.Where(charger => !charger.Silent.IsCompleted))
        {
            tally.Error($"{charger.Id} still waits for an answer");
        }
    }

    public void Dispose()
    {
        foreach (var charger in All)
        {
            charger.Dispose();
        }
    }
}

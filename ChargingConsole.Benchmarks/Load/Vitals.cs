using System.Globalization;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>How the server's process is, over one minute (or what was asked for): does anything grow?</summary>
/// <param name="Minute">Which interval since the window opened, from 1.</param>
/// <param name="MemoryMb">Mean resident memory.</param>
/// <param name="Handles">Open file descriptors at the end.</param>
/// <param name="Threads">Threads at the end.</param>
/// <param name="Messages">CALLs answered since the window opened.</param>
internal sealed record Vitals(int Minute, double MemoryMb, int Handles, int Threads, long Messages)
{
    private const int Looks = 12;

    /// <summary>Looks on until the window has passed; tells each interval as it ends.</summary>
    public static async Task<IReadOnlyList<Vitals>> WatchAsync(Subject subject, Tally tally, TimeSpan window, TimeSpan interval, TextWriter output, CancellationToken cancellationToken)
    {
        var all = new List<Vitals>();
        var intervals = (int)(window / interval);
        for (var minute = 1; minute <= intervals; minute++)
        {
            var memory = 0.0;
            for (var look = 0; look < Looks; look++)
            {
                await Task.Delay(interval / Looks, cancellationToken);
                memory += subject.Memory.Now / 1048576.0 / Looks;
            }

            var (handles, threads) = subject.Holdings;
            var vitals = new Vitals(minute, memory, handles, threads, tally.Answered);
            all.Add(vitals);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"    {minute,3}: {memory:F0} MB, {handles} handles, {threads} threads, {vitals.Messages} messages answered"));
        }

        return all;
    }

    /// <summary>How far the last interval is from the second, in words.</summary>
    public static string Verdict(IReadOnlyList<Vitals> all) => all.Count < 3 ? "too short to tell" : string.Create(
        CultureInfo.InvariantCulture,
        $"from interval 2 to {all.Count}: memory {100 * ((all[^1].MemoryMb / all[1].MemoryMb) - 1):+0.0;-0.0} %, handles {all[^1].Handles - all[1].Handles:+0;-0;0}, threads {all[^1].Threads - all[1].Threads:+0;-0;0}");
}

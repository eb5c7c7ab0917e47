using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Several runs of the same load, each with its floors beside it, and the medians of all.</summary>
internal static class LoadSeries
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static async Task<SeriesResult> RunAsync(LoadSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var runs = new List<Measured>();
        for (var run = 1; run <= settings.Runs; run++)
        {
            foreach (var kind in Kinds(settings))
            {
                var measured = await LoadRun.RunAsync(kind, settings, cancellationToken);
                runs.Add(measured);
                RunReport.Write(output, settings, run, measured);
            }
        }

        var result = new SeriesResult(settings, runs);
        RunReport.WriteMedians(output, result);
        if (settings.Json is { } path)
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, s_json), cancellationToken);
        }

        return result;
    }

    // Floors take turns with the server, so that a noisy minute meets both.
    private static IEnumerable<SubjectKind> Kinds(LoadSettings settings)
    {
        yield return SubjectKind.Console;
        if (settings.Mode == LoadMode.RemoteStart)
        {
            yield break;
        }

        if (settings.Floor is FloorChoice.On or FloorChoice.Both)
        {
            yield return SubjectKind.Bare;
        }

        if (settings.Floor is FloorChoice.Durable or FloorChoice.Both)
        {
            yield return SubjectKind.Durable;
        }
    }
}

/// <summary>All runs of a series.</summary>
internal sealed record SeriesResult(LoadSettings Settings, IReadOnlyList<Measured> Runs)
{
    /// <summary>The median of a figure over the runs of one subject; null when it was not measured.</summary>
    public double? Median(SubjectKind kind, Func<Measured, double?> figure)
    {
        var values = Runs.Where(run => run.Subject == kind).Select(figure).OfType<double>().Order().ToList();
        return values.Count == 0 ? null
            : values.Count % 2 == 1 ? values[values.Count / 2]
            : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }

    /// <summary>Whether nothing went wrong in any run.</summary>
    public bool IsGood => Runs.All(run => run.Errors == 0 && run.Verdict is null or { IsGood: true });
}

using System.Globalization;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Jobs;

/// <summary>A job as it is asked for.</summary>
public sealed record JobRequest
{
    /// <summary>How many steps a job may have.</summary>
    public const int MaxSteps = 50;

    /// <summary>The longest wait for charge points that are not connected, in seconds: a week.</summary>
    public const int LongestWait = 7 * 24 * 3600;

    /// <summary>What operators call it; made from its steps when empty.</summary>
    public string? Title { get; init; }

    /// <summary>What every charge point is asked, in order.</summary>
    public required IReadOnlyList<JobStep> Steps { get; init; }

    /// <summary>Who is asked.</summary>
    public required IReadOnlyList<ChargePoint> ChargePoints { get; init; }

    /// <summary>How the charge points were chosen, in words.</summary>
    public required string Selection { get; init; }

    /// <summary>How many requests go out in a second at most: 0.1 to 200.</summary>
    public double PerSecond { get; init; } = 10;

    /// <summary>How many charge points are asked at once at most: 1 to 500.</summary>
    public int AtOnce { get; init; } = 20;

    /// <summary>How long charge points that are not connected are waited for, in seconds: 0 to a week.</summary>
    public int OfflineWaitSeconds { get; init; } = 300;

    /// <summary>Whether a charge point that did not agree to a step is spared the steps behind it.</summary>
    public bool StopOnFailure { get; init; } = true;

    /// <summary>The title, or one made from the steps.</summary>
    internal string Name => !string.IsNullOrWhiteSpace(Title) ? Title.Trim()
        : Steps.Count == 1 ? Steps[0].Action
        : string.Create(CultureInfo.InvariantCulture, $"{Steps[0].Action} and {Steps.Count - 1} more");

    /// <summary>What is out of bounds, by the member's name in REST; empty when nothing is.</summary>
    public IEnumerable<(string Member, string Message)> Check(JobsOptions options)
    {
        if (Title is { Length: > 200 })
        {
            yield return ("title", "title is longer than 200 characters.");
        }

        if (Steps.Count is 0 or > MaxSteps)
        {
            yield return ("steps", $"A job has 1 to {MaxSteps} steps.");
        }

        if (ChargePoints.Count == 0)
        {
            yield return ("filter", "No charger is chosen.");
        }
        else if ((long)ChargePoints.Count * Steps.Count > options.MaxRequests)
        {
            yield return ("filter", $"{ChargePoints.Count} chargers with {Steps.Count} steps are more than {options.MaxRequests} requests, which is the limit of one job (Jobs:MaxRequests).");
        }

        if (PerSecond is not (>= 0.1 and <= 200))
        {
            yield return ("per_second", "per_second must be 0.1 to 200.");
        }

        if (AtOnce is not (>= 1 and <= 500))
        {
            yield return ("at_once", "at_once must be 1 to 500.");
        }

        if (OfflineWaitSeconds is not (>= 0 and <= LongestWait))
        {
            yield return ("offline_wait_seconds", $"offline_wait_seconds must be 0 to {LongestWait}.");
        }
    }
}

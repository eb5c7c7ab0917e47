using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Jobs;

/// <summary>The limits of jobs (section <c>Jobs</c>).</summary>
public sealed class JobsOptions
{
    /// <summary>How many requests (chargers times steps) one job may consist of.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; set; } = 100_000;

    /// <summary>How long chargers have to connect again after the server's start before a resumed job calls them offline, in seconds.</summary>
    [Range(0, 3600)]
    public int ReconnectSeconds { get; set; } = 120;
}

using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Hosting;

/// <summary>The demo fleet (section <c>Demo</c>, or <c>--demo</c>).</summary>
public sealed class DemoOptions
{
    /// <summary>How many virtual charge points connect to the app's own listener; 0 for none.</summary>
    [Range(0, 10_000)]
    public int Chargers { get; set; }
}

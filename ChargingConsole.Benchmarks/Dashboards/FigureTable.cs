namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>Figures beside their targets, as docs/performance.md shows them.</summary>
internal sealed class FigureTable
{
    private readonly List<string> _lines = [];

    /// <summary>Whether every target was met so far.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>Adds a figure that has a target.</summary>
    public void Add(string what, string target, string measured, bool isMet)
    {
        IsGood &= isMet;
        _lines.Add($"| {what} | {target} | {measured} | {(isMet ? "yes" : "**no**")} |");
    }

    /// <summary>Adds a figure that is only told.</summary>
    public void Tell(string what, string measured) => _lines.Add($"| {what} | | {measured} | |");

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| What | Target | Measured | Met |");
        output.WriteLine("|---|---|---|---|");
        _lines.ForEach(output.WriteLine);
    }
}

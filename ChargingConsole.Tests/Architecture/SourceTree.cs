namespace ChargingConsole.Tests.Architecture;

/// <summary>The repository's own text, found from where the tests run upwards to the solution.</summary>
internal static class SourceTree
{
    private static readonly string[] s_notOurs = ["bin", "obj", ".git", "wwwroot", "node_modules", "TestResults", "artifacts", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files we wrote.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = Read();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChargingConsole.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    private static List<SourceFile> Read() =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/')[..^1].Any(folder => s_notOurs.Contains(folder, StringComparer.Ordinal)))
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor" or ".css" or ".js" or ".html" or ".csproj" or ".props")
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];
}

/// <summary>One file.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsMigration => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public override string ToString() => Path;
}

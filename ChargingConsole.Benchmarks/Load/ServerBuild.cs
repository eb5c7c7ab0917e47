namespace ChargingConsole.Benchmarks.Load;

/// <summary>The server as it was built together with this tool.</summary>
internal static class ServerBuild
{
    /// <summary>Its assembly: <c>ChargingConsole.Benchmarks/bin/C/F/</c> and <c>ChargingConsole/bin/C/F/</c> lie side by side.</summary>
    public static string Find()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var (framework, configuration) = (own.Name, own.Parent!.Name);
        var path = Path.Combine(own.FullName, "..", "..", "..", "..", "ChargingConsole", "bin", configuration, framework, "ChargingConsole.dll");
        return File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new FileNotFoundException("The server is not built: dotnet build -c Release ChargingConsole.Benchmarks builds both.", Path.GetFullPath(path));
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Who runs where: the server on core 0, the load on core 1, where <c>taskset</c> and two cores exist.</summary>
internal static class Cores
{
    /// <summary>Whether processes can be pinned here.</summary>
    public static bool CanPin { get; } = Environment.ProcessorCount > 1 && (File.Exists("/usr/bin/taskset") || File.Exists("/bin/taskset"));

    /// <summary>Pins this process, all threads it has and will have, to core 1.</summary>
    public static async Task PinLoadAsync()
    {
        // Completions on the thread that polls: read once, before the first socket. A load that hops
        // between threads measures itself.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (CanPin)
        {
            using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-c", "-p", "1", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            await taskset.StandardOutput.ReadToEndAsync();
            await taskset.WaitForExitAsync();
        }
    }

    /// <summary>A start of <c>dotnet</c> on core 0.</summary>
    public static ProcessStartInfo Server(IEnumerable<string> arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        // taskset replaces itself by what it starts, so the process id stays that of the server.
        var start = CanPin ? new ProcessStartInfo("taskset", ["-c", "0", dotnet, .. arguments]) : new ProcessStartInfo(dotnet, arguments);
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        return start;
    }
}

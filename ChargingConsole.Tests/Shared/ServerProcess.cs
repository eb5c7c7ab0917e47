using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ChargingConsole.Tests.Shared;

/// <summary>The app as a process of its own, as an operator runs it; it can be killed at any moment.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output;

    private ServerProcess(Process process, Uri ocpp, Uri web, List<string> output)
    {
        _process = process;
        _output = output;
        Ocpp = ocpp;
        Web = web;
    }

    public Uri Ocpp { get; }

    public Uri Web { get; }

    public int Id => _process.Id;

    /// <summary>What it has printed so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Starts the built app on free ports with its database in this folder.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, params string[] args)
    {
        var process = Launch(folder, args);
        var ready = new TaskCompletionSource<(Uri Ocpp, Uri Web)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Uri? ocpp = null;
        var output = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            lock (output)
            {
                output.Add(line.Data ?? "(end)");
            }

            if (ChargersLine().Match(line.Data ?? "") is { Success: true } chargers)
            {
                ocpp = new Uri(chargers.Groups[1].Value + "/");
            }
            else if (DashboardLine().Match(line.Data ?? "") is { Success: true } dashboard)
            {
                ready.TrySetResult((ocpp!, new Uri(dashboard.Groups[1].Value)));
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var (chargersUrl, webUrl) = await ready.Task.WaitAsync(s_patience);
            return new ServerProcess(process, chargersUrl, webUrl, output);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new InvalidOperationException("The server did not start: " + string.Join('\n', output));
        }
    }

    /// <summary>Starts the built app where it is meant to end by itself; gives its exit code and all that it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string folder, params string[] args)
    {
        using var process = Launch(folder, args);
        try
        {
            var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(s_patience);
            await process.WaitForExitAsync().WaitAsync(s_patience);
            return (process.ExitCode, string.Concat(written));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers send it; gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        // A page that broke off is seen by whoever looked at it, and by no test that had gone on.
        // What was meant for a browser that had just gone broke off for nobody.
        var output = Output;
        var at = Enumerable.Range(0, output.Count).FirstOrDefault(
            i => output[i].Contains("Unhandled exception in circuit", StringComparison.Ordinal) && !(i + 1 < output.Count && output[i + 1].Contains("JSDisconnectedException", StringComparison.Ordinal)), -1);
        Assert.True(at < 0, string.Join('\n', output.Skip(at).Take(20)));
    }

    private static Process Launch(string folder, string[] args)
    {
        // Where a test limits the size of files, the write has to fail, and not the process.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("dotnet")
            : new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh"]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(Assembly)!;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var arg in (string[])
            [
                Assembly,
                "--Kestrel:Endpoints:Ocpp:Url=http://127.0.0.1:0",
                "--Kestrel:Endpoints:Web:Url=http://127.0.0.1:0",
                $"--ConnectionStrings:Charging=Data Source={Path.Combine(folder, "charging.db")}",
                .. args,
            ])
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    // The app's own output folder, where its static assets are described, next to the tests' in the same configuration.
    private static string Assembly
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var configuration = output.Parent!.Name;
            var root = output.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(root, "ChargingConsole", "bin", configuration, output.Name, "ChargingConsole.dll");
        }
    }

    [GeneratedRegex(@"Chargers\s+(ws://[^/]+)/")]
    private static partial Regex ChargersLine();

    [GeneratedRegex(@"Dashboard\s+(http://\S+)")]
    private static partial Regex DashboardLine();
}

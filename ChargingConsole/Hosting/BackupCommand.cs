using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Hosting;

/// <summary><c>backup --to FILE</c>: copies the embedded database into a new file, whether or not the app runs.</summary>
internal static class BackupCommand
{
    /// <summary>The first argument.</summary>
    public const string Name = "backup";

    /// <summary>Runs the command when the arguments ask for it; configuration comes from where the app has it, and from further arguments.</summary>
    /// <returns>The exit code, or null when they ask for something else.</returns>
    public static async Task<int?> TryRunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [Name, .. var rest])
        {
            return null;
        }

        if (rest is not ["--to", { Length: > 0 } file, .. var settings])
        {
            var isHelp = rest is ["--help" or "-h"];
            await (isHelp ? output : error).WriteLineAsync("Usage: backup --to <new file> [--ConnectionStrings:Charging=\"Data Source=<database file>\"]");
            return isHelp ? ExitCode.Done : ExitCode.Usage;
        }

        try
        {
            var made = await DatabaseBackup.Of(ConsoleHost.CreateBuilder(settings).Configuration, NullLogger.Instance).MakeAsync(file);
            await output.WriteLineAsync(FormattableString.Invariant($"Backed up to {made.Path} ({made.SizeBytes:N0} bytes)."));
            return ExitCode.Done;
        }
        catch (BackupRefusedException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}

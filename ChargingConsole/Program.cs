using ChargingConsole.Auth;
using ChargingConsole.Core.Data;
using ChargingConsole.Hosting;

if ((NewKeyCommand.TryRun(args, Console.Out, Console.Error) ?? await BackupCommand.TryRunAsync(args, Console.Out, Console.Error)) is { } code)
{
    return code;
}

var app = ConsoleHost.Build(args);
try
{
    await app.RunAsync();
    return ExitCode.Done;
}
catch (DatabaseRefusedException)
{
    // The host has logged why, and what to do.
    return ExitCode.DatabaseRefused;
}

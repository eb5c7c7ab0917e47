using ChargingConsole.Auth;
using ChargingConsole.Core.Data;
using ChargingConsole.Hosting;
using Microsoft.AspNetCore.Connections;

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
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose other ports: Kestrel__Endpoints__Ocpp__Url and Kestrel__Endpoints__Web__Url (docs/operations.md).");
    return ExitCode.AddressInUse;
}
catch (DatabaseRefusedException)
{
    // The host has logged why, and what to do.
    return ExitCode.DatabaseRefused;
}

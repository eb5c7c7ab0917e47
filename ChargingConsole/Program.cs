using ChargingConsole.Auth;
using ChargingConsole.Hosting;

if (NewKeyCommand.TryRun(args, Console.Out, Console.Error) is { } code)
{
    return code;
}

var app = ConsoleHost.Build(args);
await app.RunAsync();
return 0;

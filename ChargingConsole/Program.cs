using ChargingConsole.Hosting;

var app = ConsoleHost.Build(args);
await app.RunAsync();

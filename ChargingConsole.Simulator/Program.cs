using ChargingConsole.Simulator.CommandLine;

var command = new SimulatorCommand(
    (settings, cancellation) => new SimulatorRun(settings, TimeProvider.System, Console.Out, Console.Error).RunAsync(cancellation),
    Console.Error);
return await command.InvokeAsync(args);

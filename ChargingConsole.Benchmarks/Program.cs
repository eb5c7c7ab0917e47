using System.CommandLine;
using ChargingConsole.Benchmarks.Floor;
using ChargingConsole.Benchmarks.Load;

var root = new RootCommand("Measures ChargingConsole; docs/performance.md says how and what.")
{
    LoadCommand.Create(),
    FloorCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

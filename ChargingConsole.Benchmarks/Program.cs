using System.CommandLine;
using ChargingConsole.Benchmarks.Dashboards;
using ChargingConsole.Benchmarks.Floor;
using ChargingConsole.Benchmarks.Growth;
using ChargingConsole.Benchmarks.Load;
using ChargingConsole.Benchmarks.Micro;
using ChargingConsole.Benchmarks.Table;

var root = new RootCommand("Measures ChargingConsole; docs/performance.md says how and what.")
{
    LoadCommand.Create(),
    FloorCommand.Create(),
    FillCommand.Create(),
    HistoryCommand.Create(),
    DashboardsCommand.Create(),
    FleetPageCommand.Create(),
    TableCommand.Create(),
    MicroCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

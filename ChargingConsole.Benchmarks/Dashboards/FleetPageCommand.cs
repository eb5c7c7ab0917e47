using System.CommandLine;
using ChargingConsole.Benchmarks.Load;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>The <c>fleet-page</c> command: the fleet in a real browser, when it is a large one.</summary>
internal static class FleetPageCommand
{
    public static Command Create()
    {
        var chargers = LoadCommand.Whole("--chargers", "How many chargers the database knows.", 10_000);
        var live = LoadCommand.Whole("--live", "How many of them are connected and change; they are the first of the list.", 500);
        var rate = new Option<double>("--rate") { Description = "Changes of state a second.", DefaultValueFactory = _ => 200 };
        var seconds = LoadCommand.Whole("--seconds", "Each measured window in seconds.", 20);
        var tries = LoadCommand.Whole("--tries", "How often each thing is timed.", 20);
        var trace = new Option<bool>("--tell") { Description = "Tells when each resource of the page was there." };
        var server = new Option<string?>("--server") { Description = "ChargingConsole.dll, when it is not that of this build." };
        var command = new Command("fleet-page", "Times the fleet page of a large fleet: first tile, search, scrolling, live changes, and what the page costs the server.") { chargers, live, rate, seconds, tries, trace, server };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Cores.PinLoadAsync();
            var settings = new LoadSettings
            {
                Mode = LoadMode.Session,
                Chargers = parsed.GetValue(chargers),
                Rate = parsed.GetValue(rate),
                Seconds = parsed.GetValue(seconds),
                Server = parsed.GetValue(server) is { } path ? Path.GetFullPath(path) : ServerBuild.Find(),
                WarmUp = 20,
                // Scripts and styles are kept by the browser, as they are in Production.
                ServerSettings = ["environment=Development", "EnableStaticAssetsDevelopmentCaching=true"],
            };
            return await FleetPageRun.RunAsync(settings, parsed.GetValue(live), parsed.GetValue(tries), parsed.GetValue(trace), Console.Out, cancellation) ? 0 : 1;
        });
        return command;
    }
}

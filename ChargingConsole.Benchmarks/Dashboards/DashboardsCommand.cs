using System.CommandLine;
using ChargingConsole.Benchmarks.Load;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>The <c>dashboards</c> command: the live log in a real browser while a fleet talks.</summary>
internal static class DashboardsCommand
{
    public static Command Create()
    {
        var chargers = LoadCommand.Whole("--chargers", "How many chargers.", 2000);
        var rate = new Option<double>("--rate") { Description = "Messages offered a second; each is two frames.", DefaultValueFactory = _ => 1000 };
        var pages = LoadCommand.Whole("--pages", "How many pages of the live log at most.", 10);
        var seconds = LoadCommand.Whole("--seconds", "Each measured window in seconds.", 15);
        var rounds = LoadCommand.Whole("--rounds", "How many windows with one page take turns with as many without.", 3);
        var hold = LoadCommand.Whole("--hold", "How long all pages stay open before memory is looked at again, in seconds.", 60);
        var tries = LoadCommand.Whole("--tries", "How often a filter is set and a frame is opened.", 20);
        var warmUp = LoadCommand.Whole("--warm-up", "Seconds of load before the first window.", 10);
        var server = new Option<string?>("--server") { Description = "ChargingConsole.dll, when it is not that of this build." };
        var command = new Command("dashboards", "Tells what pages of the live log cost the server, and how fast they answer.") { chargers, rate, pages, seconds, rounds, hold, tries, warmUp, server };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Cores.PinLoadAsync();
            var settings = new LoadSettings
            {
                Mode = LoadMode.Session,
                Chargers = parsed.GetValue(chargers),
                Rate = parsed.GetValue(rate),
                Seconds = parsed.GetValue(seconds),
                Runs = parsed.GetValue(rounds),
                WarmUp = parsed.GetValue(warmUp),
                Server = parsed.GetValue(server) is { } path ? Path.GetFullPath(path) : ServerBuild.Find(),
                // Requests from this machine are let in without signing in, which the browser would have to do first.
                ServerSettings = ["environment=Development"],
            };
            return await DashboardsRun.RunAsync(settings, parsed.GetValue(pages), parsed.GetValue(hold), parsed.GetValue(tries), Console.Out, cancellation) ? 0 : 1;
        });
        return command;
    }
}

using System.CommandLine;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>The <c>load</c> command: the real server under load, as its own process.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "What the chargers do.", DefaultValueFactory = _ => "session" };
        mode.AcceptOnlyFromAmong("session", "heartbeat", "idle", "remote-start", "reconnect-storm", "mixed");
        var chargers = Whole("--chargers", "How many chargers.", 1000);
        var seconds = Whole("--seconds", "The measured window in seconds.", 20);
        var warmUp = Whole("--warm-up", "Seconds of load before the window.", 5);
        var rate = new Option<double>("--rate") { Description = "Messages offered a second; 0 for a closed loop." };
        var journal = Switch("--journal", "Whether the server writes its journal.", "on");
        var floor = new Option<string>("--floor") { Description = "What to compare with in the same run.", DefaultValueFactory = _ => "off" };
        floor.AcceptOnlyFromAmong("off", "on", "durable", "both");
        var runs = Whole("--runs", "How many runs; medians are told.", 1);
        var json = new Option<string?>("--json") { Description = "A file for all figures." };
        var database = new Option<string?>("--database") { Description = "Run on this database, which stays, instead of a fresh one." };
        var followers = Whole("--followers", "Followers of the hub in mixed mode.", 3);
        var watch = Whole("--watch", "Tell memory, handles and threads every so many seconds of the window; 0 for not at all.", 0);
        var server = new Option<string?>("--server") { Description = "ChargingConsole.dll, when it is not that of this build." };
        var set = new Option<string[]>("--set") { Description = "A setting for the server, such as Ocpp:PingSeconds=60.", DefaultValueFactory = _ => [] };
        var command = new Command("load", "Loads the real server and tells what a message costs.")
        {
            mode, chargers, seconds, warmUp, rate, journal, floor, runs, json, database, followers, watch, server, set,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Cores.PinLoadAsync();
            var result = await LoadSeries.RunAsync(
                new LoadSettings
                {
                    Mode = Enum.Parse<LoadMode>(parsed.GetValue(mode)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                    Chargers = parsed.GetValue(chargers),
                    Seconds = parsed.GetValue(seconds),
                    WarmUp = parsed.GetValue(warmUp),
                    Rate = parsed.GetValue(rate),
                    Journal = parsed.GetValue(journal) == "on",
                    Floor = Enum.Parse<FloorChoice>(parsed.GetValue(floor)!, ignoreCase: true),
                    Runs = parsed.GetValue(runs),
                    Json = parsed.GetValue(json),
                    Database = parsed.GetValue(database),
                    Followers = parsed.GetValue(followers),
                    Watch = parsed.GetValue(watch),
                    Server = parsed.GetValue(server) is { } path ? Path.GetFullPath(path) : ServerBuild.Find(),
                    ServerSettings = parsed.GetValue(set)!,
                },
                Console.Out, cancellation);
            return result.IsGood ? 0 : 1;
        });
        return command;
    }

    internal static Option<int> Whole(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    private static Option<string> Switch(string name, string description, string usual)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong("on", "off");
        return option;
    }
}

using System.CommandLine;

namespace ChargingConsole.Benchmarks.Floor;

/// <summary>Runs the floor by itself: what a WebSocket answer costs before anything is done for it.</summary>
internal static class FloorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on loopback.", DefaultValueFactory = _ => 9100 };
        var database = new Option<string?>("--database") { Description = "A SQLite file: one row per message, and answers after the group commit." };
        var inline = new Option<bool>("--inline") { Description = "Run socket completions on the polling thread (UnsafePreferInlineScheduling)." };
        var command = new Command("floor", "A bare Kestrel WebSocket that answers every message with the same text.") { port, database, inline };
        command.SetAction((parsed, cancellation) =>
            FloorServer.RunAsync(parsed.GetValue(port), parsed.GetValue(database), parsed.GetValue(inline), cancellation));
        return command;
    }
}

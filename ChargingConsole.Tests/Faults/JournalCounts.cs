using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Faults;

/// <summary>What a message costs in the journal.</summary>
public sealed class JournalCounts
{
    [Fact]
    public async Task The_journal_has_exactly_two_rows_for_each_message_and_nothing_else_is_written_for_heartbeats()
    {
        const int Messages = 500;
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1);
        var (rows, frames) = await SettledAsync(console, 2);
        Assert.Equal(2, frames);

        for (var i = 0; i < Messages; i++)
        {
            await charger.CallAsync("Heartbeat", "{}");
        }

        var (rowsAfter, framesAfter) = await SettledAsync(console, 2 + Messages);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Messages} heartbeats: {rowsAfter - rows} rows, {framesAfter - frames} of them in the journal");
        Assert.Equal((Messages, Messages), (rowsAfter - rows, framesAfter - frames));
    }

    /// <summary>The counts once at least so many frames are written, nothing waits and nothing changes any more.</summary>
    private static async Task<(long Rows, int Frames)> SettledAsync(RunningConsole console, int least)
    {
        var commits = console.Get<CommitQueue>();
        (long Rows, int Frames) counts, last = default;
        await Until.TrueAsync(async () => await FramesAsync(console) >= least, "everything is written");
        do
        {
            counts = last;
            await Until.TrueAsync(() => console.Get<FrameJournal>().Depth == 0 && commits.Depth == 0, "nothing waits");
            await Task.Delay(300, TestContext.Current.CancellationToken);
            last = (commits.Rows, await FramesAsync(console));
        }
        while (counts != last);
        return last;
    }

    private static async Task<int> FramesAsync(RunningConsole console)
    {
        await using var context = console.Get<ChargingDatabase>().OpenReader();
        return await context.Frames.CountAsync(TestContext.Current.CancellationToken);
    }
}

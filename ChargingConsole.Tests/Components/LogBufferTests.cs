using ChargingConsole.Components.Live;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Components;

public sealed class LogBufferTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_a_pause_in_which_more_came_than_fits_the_mark_stays_and_a_gap_says_how_much_is_left_out()
    {
        var buffer = new LogBuffer(10);
        Fill(buffer, 1, 8);
        Pause(buffer, after: 8);
        Fill(buffer, 9, 33);
        Assert.Equal(25, buffer.Waiting);

        buffer.Resume();

        Assert.Equal([LogBreak.Paused, LogBreak.View], buffer.Shown.Take(2).Select(entry => entry.Break));
        Assert.Equal([26L, 27, 28, 29, 30, 31, 32, 33], buffer.Shown.Skip(2).Select(entry => entry.Frame!.Id));
        Assert.Equal(17, buffer.Shown[1].Count);
        Assert.True(buffer.Shown[1].IsGap);
    }

    [Fact]
    public void After_a_pause_that_fits_nothing_is_left_out()
    {
        var buffer = new LogBuffer(10);
        Fill(buffer, 1, 8);
        Pause(buffer, after: 8);
        Fill(buffer, 9, 12);

        buffer.Resume();

        Assert.DoesNotContain(buffer.Shown, entry => entry.IsGap);
        Assert.Contains(buffer.Shown, entry => entry.Break == LogBreak.Paused);
        Assert.Equal(12, buffer.Shown[^1].Frame!.Id);
    }

    [Fact]
    public void What_is_loaded_from_the_journal_fills_the_gap_and_the_mark_takes_its_place_in_time()
    {
        var buffer = new LogBuffer(10);
        Fill(buffer, 1, 8);
        Pause(buffer, after: 8);
        Fill(buffer, 9, 33);
        buffer.Resume();
        buffer.Hold();

        buffer.AddOlder([.. Enumerable.Range(16, 10).Select(id => LogEntry.Of(Frame(id)))]);
        Assert.Equal([LogBreak.Paused, LogBreak.View], buffer.Shown.Take(2).Select(entry => entry.Break));
        Assert.Equal(7, buffer.Shown[1].Count);

        buffer.AddOlder([.. Enumerable.Range(1, 15).Select(id => LogEntry.Of(Frame(id)))]);
        Assert.DoesNotContain(buffer.Shown, entry => entry.IsGap);
        Assert.Equal(LogBreak.Paused, buffer.Shown[8].Break);
        Assert.Equal(Enumerable.Range(1, 33).Select(id => (long)id), buffer.Shown.Where(entry => entry.Frame is not null).Select(entry => entry.Frame!.Id));
    }

    [Fact]
    public void While_nobody_holds_the_view_what_goes_is_no_gap()
    {
        var buffer = new LogBuffer(10);
        Fill(buffer, 1, 50);

        Assert.Equal(10, buffer.Shown.Count);
        Assert.DoesNotContain(buffer.Shown, entry => entry.IsGap);
    }

    private static void Pause(LogBuffer buffer, int after)
    {
        buffer.Hold();
        buffer.Add(LogEntry.Paused(s_start.AddSeconds(after).AddMilliseconds(500)));
    }

    private static void Fill(LogBuffer buffer, int from, int to)
    {
        for (var id = from; id <= to; id++)
        {
            buffer.Add(LogEntry.Of(Frame(id)));
        }
    }

    private static FrameRow Frame(int id) => new()
    {
        Id = id,
        Timestamp = s_start.AddSeconds(id),
        ChargePointKey = 1,
        Direction = FrameDirection.In,
        Kind = FrameKind.Call,
        UniqueId = $"{id}",
        Action = "Heartbeat",
        Payload = "{}",
    };
}

using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Tests.Ocpp.Sessions;

public sealed class AnsweredCallsTests
{
    private readonly AnsweredCalls _answered = new();

    [Fact]
    public void The_latest_call_is_known_by_its_id_and_content()
    {
        Answer("1", 10);

        Assert.True(_answered.TryFind("1", 10, out var known, out _));
        Assert.Equal([10], known.Frame);
        Assert.False(_answered.TryFind("2", 10, out _, out var isReused));
        Assert.False(isReused);
    }

    [Fact]
    public void An_id_used_for_another_call_since_then_is_no_retry()
    {
        Answer("1", 10);
        Answer("1", 20);

        Assert.False(_answered.TryFind("1", 10, out _, out var isReused));
        Assert.True(isReused);
        Assert.True(_answered.TryFind("1", 20, out _, out _));
    }

    private void Answer(string id, ulong content) => _answered.Add(id, "Heartbeat", content, [(byte)content], new Reply(FrameKind.Result, 0..1));
}

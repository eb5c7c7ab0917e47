using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>The feed: what a frame pays whether anyone follows or not, and what a follower pays ten times a second.</summary>
public class FeedBenchmarks
{
    private readonly LiveFeed _feed = new();
    private readonly ChargePoint _chargePoint = new(new ChargePointRow { Key = 1, ChargePointId = "LOAD-00001", CreatedAt = DateTimeOffset.UnixEpoch });
    private readonly FrameRow _frame = new()
    {
        Id = 1,
        Timestamp = DateTimeOffset.UnixEpoch,
        ChargePointKey = 1,
        Direction = FrameDirection.In,
        Kind = FrameKind.Call,
        UniqueId = "1",
        Payload = "{}",
    };

    [GlobalSetup]
    public void SetUp()
    {
        for (var i = 0; i < LiveFeed.FrameCapacity; i++)
        {
            _feed.Add(_frame);
            _feed.Changed(_chargePoint, FeedTopics.State);
        }
    }

    [Benchmark]
    public void Add() => _feed.Add(_frame);

    [Benchmark]
    public void Changed() => _feed.Changed(_chargePoint, FeedTopics.State);

    [Benchmark]
    public int ReadThousand()
    {
        var cursor = _feed.Before(1000);
        return _feed.Read(ref cursor).Frames.Count;
    }
}

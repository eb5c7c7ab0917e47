using System.Diagnostics.Metrics;
using System.Text;
using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>A frame's row for the journal: its id, its text, its record.</summary>
public class JournalBenchmarks
{
    private readonly FrameJournal _journal = new(
        new LiveFeed(), TimeProvider.System, Options.Create(new JournalOptions()),
        new ChargingMeter(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));

    private readonly ReadOnlyMemory<byte> _payload = FrameReader.Read(Payloads.MeterValues(1)).Payload;

    [Benchmark]
    public long NextId() => _journal.NextId();

    [Benchmark]
    public FrameRow CreateRow() => new()
    {
        Id = _journal.NextId(),
        Timestamp = TimeProvider.System.GetUtcNow(),
        ChargePointKey = 1,
        Direction = FrameDirection.In,
        Kind = FrameKind.Call,
        UniqueId = "00000000-0000-4000-8000-000000000001",
        Action = "MeterValues",
        Payload = Encoding.UTF8.GetString(_payload.Span),
    };
}

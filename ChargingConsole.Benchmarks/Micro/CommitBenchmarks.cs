using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>Units of work to disk, alone and as many at once as there are chargers that wait.</summary>
public class CommitBenchmarks
{
    private CoreOnTemporaryFile _core = null!;
    private CommitQueue _commits = null!;
    private Task[] _waiting = null!;

    [Params(1, 100, 1000)]
    public int Units { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _core = await CoreOnTemporaryFile.CreateAsync();
        _commits = _core.Get<CommitQueue>();
        _waiting = new Task[Units];
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _core.DisposeAsync();

    [Benchmark]
    public Task Commit()
    {
        for (var i = 0; i < Units; i++)
        {
            var unit = new UnitOfWork();
            unit.Insert(new MeterReadingRow { ChargePointKey = i, ConnectorId = 1, TransactionId = i, Timestamp = DateTimeOffset.UnixEpoch, EnergyWh = 1000, PowerW = 11000 });
            _waiting[i] = _commits.CommitAsync(unit);
        }

        return Task.WhenAll(_waiting);
    }
}

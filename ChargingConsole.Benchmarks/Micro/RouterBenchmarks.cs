using System.Buffers;
using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>A CALL from its frame to the reply's bytes; MeterValues waits for a commit of its own.</summary>
public class RouterBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private CoreOnTemporaryFile _core = null!;
    private CallRouter _router = null!;
    private ChargePoint _chargePoint = null!;
    private readonly byte[] _meterValues = new byte[1024];
    private int _transactionId;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _core = await CoreOnTemporaryFile.CreateAsync();
        _router = _core.Get<CallRouter>();
        _chargePoint = await _core.Get<ChargePointRegister>().AddAsync("LOAD-00001");
        await AnswerAsync(Payloads.Start);
        _transactionId = Load.ToldSession.IdIn(_output.WrittenSpan);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _core.DisposeAsync();

    [Benchmark]
    public ValueTask<int> AnswerHeartbeat() => AnswerAsync(Payloads.Heartbeat);

    // Written anew each time: a reading as old as the last one is looked up as a possible repetition.
    [Benchmark]
    public ValueTask<int> AnswerMeterValues() =>
        AnswerAsync(_meterValues.AsMemory(0, Load.Calls.Meter(_meterValues, 1, 1, _transactionId, 123456)));

    private async ValueTask<int> AnswerAsync(ReadOnlyMemory<byte> message)
    {
        _output.ResetWrittenCount();
        var call = new CallContext(_chargePoint, TimeProvider.System.GetUtcNow());
        await _router.AnswerAsync(call, FrameReader.Read(message), _output);
        return _output.WrittenCount;
    }
}

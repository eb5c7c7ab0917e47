using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>Payloads to records, their constraints, and samples to rows.</summary>
public class ValidationBenchmarks
{
    private readonly ReadOnlyMemory<byte> _payload = FrameReader.Read(Payloads.MeterValues(1)).Payload;
    private readonly CallContext _call = new(
        new ChargePoint(new ChargePointRow { Key = 1, ChargePointId = "LOAD-00001", CreatedAt = DateTimeOffset.UnixEpoch }), TimeProvider.System.GetUtcNow());

    private MeterValuesRequest _request = null!;

    [GlobalSetup]
    public void SetUp() => _request = JsonSerializer.Deserialize(_payload.Span, OcppJson.Default.MeterValuesRequest)!;

    [Benchmark]
    public int ReadMeterValues() => JsonSerializer.Deserialize(_payload.Span, OcppJson.Default.MeterValuesRequest)!.MeterValue!.Length;

    [Benchmark]
    public FrameFlags CheckMeterValues()
    {
        var constraints = new Constraints();
        ((IOcppRequest)_request).Check(ref constraints);
        return constraints.Flags;
    }

    [Benchmark]
    public int NormaliseMeterValues() => MeterNormaliser.Normalise(_request.MeterValue, 1, null, null, _call).Count;
}

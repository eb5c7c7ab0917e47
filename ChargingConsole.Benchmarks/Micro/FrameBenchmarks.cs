using System.Buffers;
using BenchmarkDotNet.Attributes;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>Bytes to frames and back.</summary>
public class FrameBenchmarks
{
    private const string Id = "00000000-0000-4000-8000-000000000001";

    private readonly byte[] _heartbeat = Payloads.Heartbeat;
    private readonly byte[] _meterValues = Payloads.MeterValues(1);
    private readonly HeartbeatResponse _response = new() { CurrentTime = DateTimeOffset.UnixEpoch };
    private readonly ArrayBufferWriter<byte> _output = new(1024);

    [Benchmark]
    public int ReadHeartbeat() => FrameReader.Read(_heartbeat).Payload.Length;

    [Benchmark]
    public int ReadMeterValues() => FrameReader.Read(_meterValues).Payload.Length;

    [Benchmark]
    public int WriteHeartbeatResult()
    {
        _output.ResetWrittenCount();
        FrameWriter.WriteResult(_output, Id, _response, OcppJson.Default.HeartbeatResponse);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int WriteCall()
    {
        _output.ResetWrittenCount();
        FrameWriter.WriteCall(_output, Id, "TriggerMessage", """{"requestedMessage":"Heartbeat"}"""u8);
        return _output.WrittenCount;
    }
}

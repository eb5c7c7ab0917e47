using System.Buffers;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Tests.Data;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Tests.Faults;

/// <summary>What a message may cost, counted and not timed: bytes allocated, rows written, commits made.</summary>
[Collection(nameof(Alone))]
public sealed class HotPathCounts : IAsyncLifetime
{

    // Unoptimised code has classes for state machines.
    private const double Headroom =
#if DEBUG
        1.6;
#else
        1.0;
#endif

    // In memory where there is such a folder: what is counted does not depend on the disk.
    private readonly string _folder = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"charging-console-counts-{Guid.NewGuid():N}")).FullName;

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private DateTimeOffset _time = TimeProvider.System.GetUtcNow().AddHours(-12);
    private CoreUnderTest _core = null!;
    private ChargePoint _chargePoint = null!;

    public async ValueTask InitializeAsync()
    {
        _core = CoreUnderTest.Build(new SqliteEngine($"Data Source={Path.Combine(_folder, "charging.db")}"));
        await _core.LoadAsync();
        _chargePoint = await _core.Get<ChargePointRegister>().AddAsync("CP1");
        await AnswerAsync(Call("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model"}"""));
        await AnswerAsync(Call("StatusNotification", Status));
    }

    public async ValueTask DisposeAsync()
    {
        await _core.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Heartbeat", 190)]
    [InlineData("Authorize", 760)]
    [InlineData("StatusNotification", 900)]
    [InlineData("MeterValues", 5000)]
    public async Task A_frame_allocates_no_more_than(string action, int bytes)
    {
        var count = action == "MeterValues" ? 3000 : 10_000;
        await AnswerAsync(Call("StartTransaction", Start(1000)));
        await AnswerAllAsync(Enumerable.Range(0, count).Select(_ => Message(action)).ToArray());
        var best = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var frames = Enumerable.Range(0, count).Select(_ => Message(action)).ToArray();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await AnswerAllAsync(frames);
            best = Math.Min(best, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{action}: {best:F0} bytes per frame, at most {bytes * Headroom:F0} allowed");
        Assert.InRange(best, 0, bytes * Headroom);
    }

    [Theory]
    [InlineData("Heartbeat", 0)]
    [InlineData("Authorize", 0)]
    [InlineData("StatusNotification", 0)]
    [InlineData("MeterValues", 1)]
    public async Task A_message_writes_so_many_rows_in_one_commit(string action, int rows)
    {
        await AnswerAsync(Call("StartTransaction", Start(1000)));
        var commits = _core.Get<CommitQueue>();
        var (writtenBefore, commitsBefore) = (commits.Rows, commits.Commits);
        for (var i = 0; i < 100; i++)
        {
            await AnswerAsync(Message(action));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"100 × {action}: {commits.Rows - writtenBefore} rows, {commits.Commits - commitsBefore} commits");
        Assert.Equal((100 * rows, 100 * rows), (commits.Rows - writtenBefore, commits.Commits - commitsBefore));
    }

    [Fact]
    public async Task A_session_writes_one_row_at_its_start_and_one_at_its_stop()
    {
        var commits = _core.Get<CommitQueue>();
        for (var session = 1; session <= 20; session++)
        {
            var before = (commits.Rows, commits.Commits);
            await AnswerAsync(Call("StartTransaction", Start(session * 1000)));
            Assert.Equal((before.Rows + 1, before.Commits + 1), (commits.Rows, commits.Commits));

            await AnswerAsync(Call("StopTransaction", $$"""{"transactionId":{{session}},"meterStop":{{(session * 1000) + 5}},"timestamp":"{{Time()}}"}"""));
            Assert.Equal((before.Rows + 2, before.Commits + 2), (commits.Rows, commits.Commits));
        }

        // The same again, as a charger that missed the answers sends it: nothing is written.
        var known = (commits.Rows, commits.Commits);
        await AnswerAsync(Call("StopTransaction", $$"""{"transactionId":20,"meterStop":20005,"timestamp":"{{Time()}}"}"""));
        Assert.Equal(known, (commits.Rows, commits.Commits));
    }

    private const string Status = """{"connectorId":1,"errorCode":"NoError","status":"Available"}""";

    private static byte[] Call(string action, string payload) => Encoding.UTF8.GetBytes($"""[2,"m1","{action}",{payload}]""");

    private string Start(int meter) => $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":{{meter}},"timestamp":"{{Time()}}"}""";

    // A reading as old as the last one would be looked up as a possible repetition.
    private string Time() => $"{_time = _time.AddSeconds(1):yyyy-MM-ddTHH:mm:ssZ}";

    private byte[] Message(string action) => Call(action, action switch
    {
        "Heartbeat" => "{}",
        "Authorize" => """{"idTag":"APP_USER"}""",
        "StatusNotification" => Status,
        _ => $$"""
            {"connectorId":1,"transactionId":1,"meterValue":[{"timestamp":"{{Time()}}","sampledValue":[
            {"value":"1234","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"7200","measurand":"Power.Active.Import","unit":"W"},
            {"value":"230.1","measurand":"Voltage","unit":"V"},{"value":"31.3","measurand":"Current.Import","unit":"A"}]}]}
            """,
    });

    private async Task AnswerAllAsync(ReadOnlyMemory<byte[]> frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            await AnswerAsync(frames.Span[i]);
        }
    }

    private async ValueTask AnswerAsync(byte[] frame)
    {
        _output.ResetWrittenCount();
        var call = new CallContext(_chargePoint, TimeProvider.System.GetUtcNow());
        var reply = await _core.Get<CallRouter>().AnswerAsync(call, FrameReader.Read(frame), _output);
        if (reply is not { Kind: FrameKind.Result })
        {
            // No assertion in the loop: those allocate.
            Assert.Fail(Encoding.UTF8.GetString(_output.WrittenSpan));
        }

        call.RunAfterReply();
    }
}

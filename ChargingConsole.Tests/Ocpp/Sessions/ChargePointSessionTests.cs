using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Ocpp.Sessions;

public sealed class ChargePointSessionTests : IAsyncLifetime
{
    private static string Start => $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{Recently.Day}}T10:00:00Z"}""";

    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task A_call_that_failed_in_here_is_processed_anew_when_it_comes_again()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        // The id that the start is going to get is taken behind the server's back.
        await _console.Get<CommitQueue>().CommitAsync(Units.Insert(Rows.Transaction(1)));

        var failed = await charger.CallForFrameAsync("StartTransaction", Start, "same");
        var again = await charger.CallForFrameAsync("StartTransaction", Start, "same");

        Assert.Equal(CallErrorCode.InternalError, failed[2].GetString());
        Assert.Equal(2, again[2].GetProperty("transactionId").GetInt32());
        Assert.Single(_console.TakeErrors());
    }

    [Fact]
    public async Task What_a_handler_finds_out_from_the_database_is_flagged_on_the_frame_too()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        await charger.CallAsync("StopTransaction", $$"""{"transactionId":4711,"meterStop":1,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");

        var cursor = _console.Get<ILiveFeed>().Before(100);
        var frame = Assert.Single(_console.Get<ILiveFeed>().Read(ref cursor).Frames, frame => frame is { Action: "StopTransaction", Kind: FrameKind.Call });
        Assert.Equal(FrameFlags.OddTransaction, frame.Flags);
        Assert.Equal(1, _console.Get<Fleet>().Find("CP1")!.Quirks);
    }

    [Fact]
    public async Task A_repeated_answer_is_journalled_like_the_first()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);

        await charger.CallForFrameAsync("Authorize", """{"idTag":"APP_USER"}""", "same");
        await charger.CallForFrameAsync("Authorize", """{"idTag":"APP_USER"}""", "same");
        // The answer is recorded after it is sent; that of the next call comes later still.
        await charger.CallAsync("Heartbeat", "{}");

        var cursor = _console.Get<ILiveFeed>().Before(100);
        var answers = _console.Get<ILiveFeed>().Read(ref cursor).Frames.Where(frame => frame is { Action: "Authorize", Kind: FrameKind.Result });
        Assert.Single(answers.Select(frame => frame.Payload).Distinct());
    }

    [Fact]
    public async Task A_call_that_never_went_out_is_told_and_recorded_as_such()
    {
        await using var old = await RawCharger.ConnectAsync(_console.Ocpp, "CP1");
        await old.CallAsync("Heartbeat", "{}");
        // It waits for the boot, which never comes.
        var asking = _console.Get<CommandDesk>().SendAsync("CP1", OpenCommands.RemoteStart, """{"connectorId":1,"idTag":"APP_USER"}""", "test");
        while (_console.Get<OpenCommands>().Of(_console.Get<Fleet>().Find("CP1")!).All(command => command.Row.UniqueId is null))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        old.Abort();
        var outcome = await asking.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal((OutcomeCode.NoAnswer, CommandState.Offline), (outcome.Code, outcome.Command!.State));
        Assert.Contains("not sent", outcome.Message, StringComparison.Ordinal);
        await Until.TrueAsync(() => !_console.Get<OpenCommands>().All.Any(), "the command is over");
    }
}

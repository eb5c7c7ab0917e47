using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Protocol;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class AnswerScriptTests : SimulatorTest
{
    [Fact]
    public async Task Answers_given_once_are_used_up_in_order_before_the_rest()
    {
        var chargePoint = await MakeBootedAsync();
        chargePoint.Answers.Add("ClearCache=Rejected,once");
        chargePoint.Answers.Add("ClearCache=error:InternalError,once");
        chargePoint.Answers.Add("ClearCache={\"status\":\"Maybe\"}");
        Assert.Equal("Rejected", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
        Assert.Equal("InternalError", (await Central.CallAsync("CP1", "ClearCache", "{}"))[2].GetString());
        Assert.Equal("Maybe", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
        Assert.Equal("Maybe", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
        chargePoint.Answers.Remove("ClearCache");
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
    }

    [Fact]
    public async Task A_star_stands_for_every_action_without_a_line_of_its_own()
    {
        var chargePoint = await MakeBootedAsync();
        chargePoint.Answers.Add("*=error:NotSupported");
        chargePoint.Answers.Add("ClearCache=normal");
        Assert.Equal("NotSupported", (await Central.CallAsync("CP1", "GetConfiguration", "{}"))[2].GetString());
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
    }

    [Fact]
    public async Task A_call_may_cost_the_connection()
    {
        var chargePoint = await MakeBootedAsync();
        chargePoint.Answers.Add("ClearCache=drop");
        _ = Central.CallAsync("CP1", "ClearCache", "{}");
        await UntilAsync(() => !chargePoint.IsConnected);
    }

    [Fact]
    public void A_malformed_answer_breaks_off_with_the_right_id() =>
        Assert.Equal("[3,\"77\",{\"status\":\"Acc", System.Text.Encoding.UTF8.GetString(Answer.Malformed.ToFrame("77").Span));

    [Fact]
    public async Task Unlocking_fails_when_the_lock_is_stuck()
    {
        var chargePoint = await MakeBootedAsync();
        chargePoint.Failures = ChargePointFailures.Unlock;
        Assert.Equal("UnlockFailed", await Central.StatusOfAsync("CP1", "UnlockConnector", """{"connectorId":1}"""));
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("Reset=")]
    [InlineData("Reset=Not a status")]
    [InlineData("Reset={nonsense")]
    [InlineData("=Accepted")]
    public void A_line_that_says_nothing_is_refused(string line) => Assert.Throws<FormatException>(() => new AnswerScript().Add(line));

    [Fact]
    public void A_line_may_delay_and_count()
    {
        var (action, answer, isOnce) = AnswerLine.Parse("GetDiagnostics={\"fileName\":\"a,b\"},after=2.5,once");
        Assert.Equal(("GetDiagnostics", true, TimeSpan.FromSeconds(2.5)), (action, isOnce, answer.Delay));
        Assert.Equal("a,b", answer.Payload!.Value.GetProperty("fileName").GetString());
    }

    [Theory]
    [InlineData("Ping", "Accepted")]
    [InlineData("Other", "UnknownMessageId")]
    public async Task The_vendors_own_messages_are_known_or_not(string message, string status)
    {
        await MakeBootedAsync();
        Assert.Equal(status, await Central.StatusOfAsync("CP1", "DataTransfer", $$"""{"vendorId":"ChargingConsole","messageId":"{{message}}"}"""));
    }
}

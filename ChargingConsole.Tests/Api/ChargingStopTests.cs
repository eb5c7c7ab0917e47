using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class ChargingStopTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_stop_is_sent_and_the_session_is_stopping_until_the_charger_ends_it()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "stop-1", 1);
        var transactionId = await charger.BeginAsync();
        var asked = StopAsync($$"""{"transaction_id":{{transactionId}}}""");
        var (id, payload) = await charger.ExpectCallAsync("RemoteStopTransaction");
        Assert.Equal(transactionId, payload.GetProperty("transactionId").GetInt32());
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        ChargingStartTests.Expect((await asked).Ok(), true, "Charging stop requested successfully. Charger is stopping...", transactionId, "accepted");

        var session = (await Web.ReadAsync($"/api/sessions/{transactionId}")).Ok();
        Assert.Equal("stopping", session.GetProperty("status").GetString());
        await charger.EndAsync(transactionId, 2500);
        session = (await Web.ReadAsync($"/api/sessions/{transactionId}")).Ok();
        Assert.Equal("completed", session.GetProperty("status").GetString());
        Assert.Equal(1.5, session.GetProperty("energy_consumed").GetDouble());

        ChargingStartTests.Expect((await StopAsync($$"""{"transaction_id":{{transactionId}}}""")).Ok(), true, $"Session {transactionId} is already stopped.", transactionId, "already_stopped");
    }

    [Fact]
    public async Task A_charger_alone_means_its_newest_open_session()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "stop-2", 1, 2);
        await charger.BeginAsync(connector: 1);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var newest = await charger.BeginAsync(connector: 2);
        foreach (var body in new[] { """{"charger_id":"STOP-2"}""", """{"transaction_id":-7,"charger_id":"stop-2"}""", """{"transaction_id":2000000000,"charger_id":"stop-2"}""" })
        {
            var asked = StopAsync(body);
            var (id, payload) = await charger.ExpectCallAsync("RemoteStopTransaction");
            await charger.AnswerAsync(id, """{"status":"Accepted"}""");
            Assert.Equal(newest, payload.GetProperty("transactionId").GetInt32());
            Assert.Equal(newest, (await asked).Ok().GetProperty("transaction_id").GetInt32());
        }
    }

    [Fact]
    public async Task What_speaks_against_a_stop_is_told_in_the_apps_words()
    {
        await Refused("{}", "No active charging session found and no charger_id provided for fallback stop", "unknown_transaction");
        await Refused("""{"transaction_id":2000000000}""", "No active charging session found and no charger_id provided for fallback stop", "unknown_transaction");
        await Refused("""{"charger_id":"no-such"}""", "Charger no-such not found", "unknown_charger");

        var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "stop-3", 1);
        await using (charger)
        {
            await Refused("""{"transaction_id":0,"charger_id":"stop-3"}""", "No active transaction to stop. Refresh the page; if charging continues, check OCPP session state.", "no_active_session");
        }

        await Web.UntilAsync("/api/chargers/stop-3/status", status => !status.GetProperty("ws_connected").GetBoolean());
        await Refused("""{"charger_id":"stop-3"}""", "Charger stop-3 is not connected", "not_connected");
    }

    [Fact]
    public async Task What_the_charger_says_against_a_stop_is_told_in_the_apps_words()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "stop-4", 1);
        var transactionId = await charger.BeginAsync();
        var body = $$"""{"transaction_id":{{transactionId}}}""";

        var asked = StopAsync(body);
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStopTransaction")).Id, """{"status":"Rejected"}""");
        ChargingStartTests.Expect((await asked).Ok(), false, "Failed to stop charging: Rejected", null, "rejected");

        using (fixture.Impatient())
        {
            asked = StopAsync(body);
            await charger.ExpectCallAsync("RemoteStopTransaction");
            ChargingStartTests.Expect((await asked).Ok(), false, "No response from charger for RemoteStopTransaction.", null, "no_answer");
        }

        // Rejected, since it had ended the session itself: what was wanted has come to pass.
        asked = StopAsync(body);
        var (id, _) = await charger.ExpectCallAsync("RemoteStopTransaction");
        await charger.EndAsync(transactionId, 2000);
        await charger.AnswerAsync(id, """{"status":"Rejected"}""");
        ChargingStartTests.Expect((await asked).Ok(), true, $"Session {transactionId} is already stopped.", transactionId, "already_stopped");
    }

    private Task<ApiAnswer> StopAsync(string body) => Web.WriteAsync("/api/charging/stop", body);

    private async Task Refused(string body, string message, string code) => ChargingStartTests.Expect((await StopAsync(body)).Ok(), false, message, null, code);
}

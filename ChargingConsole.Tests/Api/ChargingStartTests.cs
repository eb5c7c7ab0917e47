using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class ChargingStartTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task An_accepted_start_answers_with_the_id_of_the_session_that_began()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-1", 1);
        var asked = Web.WriteAsync("/api/charging/start", """{"charger_id":"START-1","connector_id":1,"id_tag":"APP_USER"}""");
        var (id, payload) = await charger.ExpectCallAsync("RemoteStartTransaction");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        var transactionId = await charger.BeginAsync();

        var answer = (await asked).Ok();
        Assert.Equal("""{"connectorId":1,"idTag":"APP_USER"}""", payload.GetRawText());
        Expect(answer, true, "Charging started successfully. Charger is starting...", transactionId, "accepted");
        Assert.Equal("application/json", (await asked).ContentType);
    }

    [Fact]
    public async Task An_accepted_start_without_a_session_in_time_answers_0_and_the_later_session_is_linked_to_it()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-2", 1);
        using var impatience = fixture.Impatient();
        var asked = Web.WriteAsync("/api/charging/start", """{"charger_id":"start-2"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Accepted"}""");
        var answer = (await asked).Ok();
        Expect(answer, true, "Charging started successfully. Charger is starting...", 0, "accepted");

        var pending = (await Web.ReadAsync("/api/sessions?charge_point_id=start-2&limit=1")).Ok()[0];
        Assert.Equal("pending", pending.GetProperty("status").GetString());
        Assert.Equal(0, pending.GetProperty("transaction_id").GetInt32());

        var transactionId = await charger.BeginAsync();
        var session = (await Web.ReadAsync($"/api/sessions/{transactionId}")).Ok();
        Assert.Equal(answer.GetProperty("command_id").GetInt64(), session.GetProperty("command_id").GetInt64());
    }

    [Theory]
    [InlineData("Rejected", "Charger rejected the start request. Charger may be unavailable or already charging.", "rejected")]
    [InlineData("NotSupported", "Charger does not support RemoteStartTransaction.", "not_supported")]
    [InlineData("Occupied", "Failed to start charging: Occupied", "rejected")]
    public async Task A_refusal_of_the_charger_is_told_in_the_apps_words(string status, string message, string code)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, $"start-{status}", 1);
        var asked = Web.WriteAsync("/api/charging/start", $$"""{"charger_id":"start-{{status}}"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStartTransaction")).Id, $$"""{"status":"{{status}}"}""");
        Expect((await asked).Ok(), false, message, null, code);
    }

    [Fact]
    public async Task A_CALLERROR_is_a_failure()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-error", 1);
        var asked = Web.WriteAsync("/api/charging/start", """{"charger_id":"start-error"}""");
        await charger.SendAsync($$"""[4,"{{(await charger.ExpectCallAsync("RemoteStartTransaction")).Id}}","InternalError","broken",{}]""");
        var answer = (await asked).Ok();
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal("call_error", answer.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("transaction_id").ValueKind);
    }

    [Fact]
    public async Task An_unanswered_start_is_a_success_of_its_own_wording()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-silent", 1);
        using var impatience = fixture.Impatient();
        var asked = Web.WriteAsync("/api/charging/start", """{"charger_id":"start-silent"}""");
        await charger.ExpectCallAsync("RemoteStartTransaction");
        Expect((await asked).Ok(), true, "Charging request sent. Charger may start charging locally. Waiting for confirmation...", 0, "no_answer");
    }

    [Fact]
    public async Task A_charger_that_starts_without_answering_has_started()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-mute", 1);
        var asked = Web.WriteAsync("/api/charging/start", """{"charger_id":"start-mute"}""");
        await charger.ExpectCallAsync("RemoteStartTransaction");
        var transactionId = await charger.BeginAsync();
        Expect((await asked).Ok(), true, "Charging started successfully. Charger is starting...", transactionId, "accepted");
    }

    [Fact]
    public async Task What_speaks_against_a_start_is_told_before_anything_is_sent()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-not", 1, 2);
        await charger.StatusAsync(2, "Faulted");
        await Refused("""{"charger_id":"no-such"}""", "Charger no-such not found", "unknown_charger");
        await Refused("""{"charger_id":"start-not","connector_id":3}""", "Invalid connector_id. Charger has 2 connector(s)", "unknown_connector");
        await Refused("""{"charger_id":"start-not","connector_id":-1}""", "Invalid connector_id. Charger has 2 connector(s)", "unknown_connector");
        await Refused("""{"charger_id":"start-not","connector_id":2}""", "Charger start-not is not available (status: faulted)", "not_available");
        await Refused("""{"charger_id":"start-not","id_tag":"NOBODY"}""", null, "invalid_id_tag");
        charger.Abort();
        await Web.UntilAsync("/api/chargers/start-not/status", status => !status.GetProperty("ws_connected").GetBoolean());
        await Refused("""{"charger_id":"start-not"}""", "Charger start-not is not connected. Please ensure charger is connected to OCPP server.", "not_connected");
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_take_the_command_along()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "start-left", 1);
        using var impatient = new CancellationTokenSource();
        using var body = new StringContent("""{"charger_id":"start-left"}""", System.Text.Encoding.UTF8, "application/json");
        var asked = Web.PostAsync("/api/charging/start", body, impatient.Token);
        var (id, _) = await charger.ExpectCallAsync("RemoteStartTransaction");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        var transactionId = await charger.BeginAsync();
        var command = await Web.UntilAsync("/api/commands?charge_point_id=start-left", commands => commands[0].GetProperty("state").GetString() == "confirmed");
        Assert.Equal(transactionId, command[0].GetProperty("transaction_id").GetInt32());
    }

    private async Task Refused(string body, string? message, string code)
    {
        var answer = (await Web.WriteAsync("/api/charging/start", body)).Ok();
        Expect(answer, false, message ?? answer.GetProperty("message").GetString()!, null, code);
    }

    internal static void Expect(JsonElement answer, bool success, string message, int? transactionId, string code)
    {
        Assert.Equal(message, answer.GetProperty("message").GetString());
        Assert.Equal(success, answer.GetProperty("success").GetBoolean());
        Assert.Equal(code, answer.GetProperty("code").GetString());
        Assert.Equal(transactionId, answer.GetProperty("transaction_id").ValueKind == JsonValueKind.Null ? null : answer.GetProperty("transaction_id").GetInt32());
    }
}

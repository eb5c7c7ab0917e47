using System.Net;
using System.Text.Json;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Tests.Ocpp.V16.Messages;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

/// <summary>The generic command with every request OCPP 1.6 has, and every answer to it.</summary>
public sealed class EveryCommandTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    public static TheoryData<string> Actions => [.. OutboundActions.All.Select(action => action.Name)];

    private static readonly string[] s_filledIn = ["location", "requestId", "log", "log.remoteLocation", "reservationId", "retrieveDate", "firmware.location", "firmware.retrieveDateTime"];

    private HttpClient Web => fixture.Console.Web;

    [Theory, MemberData(nameof(Actions))]
    public async Task Each_answer_comes_back_raw_with_its_status_and_words(string action)
    {
        var id = $"every-{action}";
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, id, 1);
        var request = Payloads.Full(MessageTable.All[$"{action}Request"]);
        foreach (var answer in Payloads.Valid(MessageTable.All[$"{action}Response"]).Distinct())
        {
            var told = await AskAsync(charger, id, action, request, answer);

            var status = JsonElement.Parse(answer).TryGetProperty("status", out var word) ? word.GetString() : null;
            Assert.Equal(status, told.GetProperty("status").GetString());
            Assert.Equal(CommandWords.IsAgreement(action, status), told.GetProperty("success").GetBoolean());
            Assert.Equal(AnswerWords.Of(action, status, answer) ?? "Accepted by the charger.", told.GetProperty("message").GetString());
            Assert.Equal(answer, told.GetProperty("payload").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Actions))]
    public async Task A_word_the_specification_does_not_know_is_kept_told_and_flagged(string action)
    {
        var id = $"odd-{action}";
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, id, 1);

        var told = await AskAsync(charger, id, action, Payloads.Minimal(MessageTable.All[$"{action}Request"]), """{"status":"Perhaps","listVersion":1}""");

        Assert.Equal("Perhaps", told.GetProperty("status").GetString());
        Assert.False(told.GetProperty("success").GetBoolean());
        if (OutboundActions.Find(action)!.Statuses.Count > 0)
        {
            Assert.Contains("Perhaps", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var messages = await Web.UntilAsync($"/api/chargers/{id}/messages?action={action}", found => found.EnumerateArray().Any(frame => frame.GetProperty("kind").GetString() == "result"));
        Assert.NotEmpty(messages.EnumerateArray().First(frame => frame.GetProperty("kind").GetString() == "result").GetProperty("flags").EnumerateArray());
    }

    [Theory, MemberData(nameof(Actions))]
    public async Task Failures_have_the_status_of_their_kind(string action)
    {
        var id = $"fail-{action}";
        var path = $"/api/chargers/{id}/commands/{action}";
        var request = Payloads.Minimal(MessageTable.All[$"{action}Request"]);
        (await Web.WriteAsync(path, request)).Problem(HttpStatusCode.NotFound);
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, id, 1);

        // What is left out and known here is filled in.
        foreach (var broken in Payloads.Broken(MessageTable.All[$"{action}Request"]).Where(broken => !(broken.Break == Break.Missing && s_filledIn.Contains(broken.Path))).Take(3))
        {
            var problem = (await Web.WriteAsync(path, broken.Json)).Problem(HttpStatusCode.UnprocessableEntity);
            Assert.Equal([broken.Path], problem.GetProperty("errors").EnumerateObject().Select(member => member.Name));
        }

        var asked = Web.WriteAsync(path, request);
        await charger.SendAsync($$"""[4,"{{(await charger.ExpectCallAsync(action)).Id}}","InternalError","It broke",{}]""");
        var error = (await asked).Problem(HttpStatusCode.BadGateway);
        Assert.Equal(("call_error", "InternalError"), (error.GetProperty("code").GetString(), error.GetProperty("error_code").GetString()));

        asked = Web.WriteAsync(path, request);
        await charger.ExpectCallAsync(action);
        charger.Abort();
        Assert.Contains("connection", (await asked).Problem(HttpStatusCode.GatewayTimeout).GetProperty("message").GetString(), StringComparison.Ordinal);

        await Web.UntilAsync($"/api/chargers/{id}/status", status => !status.GetProperty("ws_connected").GetBoolean());
        Assert.Equal("not_connected", (await Web.WriteAsync(path, request)).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_answer_after_the_time_out_still_counts_and_says_that_it_was_late()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "late", 1);
        using var impatience = fixture.Impatient();
        var asked = Web.WriteAsync("/api/chargers/late/commands/ClearCache", "{}");
        var (id, _) = await charger.ExpectCallAsync("ClearCache");
        var command = (await asked).Problem(HttpStatusCode.GatewayTimeout).GetProperty("command_id").GetInt64();

        await charger.AnswerAsync(id, """{"status":"Accepted"}""");

        var told = await Web.UntilAsync($"/api/commands/{command}", found => found.GetProperty("state").GetString() == "confirmed");
        Assert.StartsWith("late: Accepted. ", told.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AskAsync(RawCharger charger, string id, string action, string request, string answer)
    {
        var asked = Web.WriteAsync($"/api/chargers/{id}/commands/{action}", request);
        var (call, payload) = await charger.ExpectCallAsync(action);
        Assert.Equal(request, payload.GetRawText());
        await charger.AnswerAsync(call, answer);
        return (await asked).Ok();
    }
}

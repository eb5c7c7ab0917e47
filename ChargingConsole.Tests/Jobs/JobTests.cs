using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Jobs;

public sealed class JobTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Change = """{"key":"HeartbeatInterval","value":"300"}""";

    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_job_asks_every_charger_once_and_tells_what_each_answered()
    {
        await using var agrees = await ConnectAsync("job-a1");
        await using var reboots = await ConnectAsync("job-a2", """{"status":"RebootRequired"}""");
        await using var refuses = await ConnectAsync("job-a3", """{"status":"Rejected"}""");
        await using var knowsNot = await ConnectAsync("job-a4", "!NotImplemented");
        await using var fails = new AnsweringCharger("job-a5")
        {
            Answer = (_, _) =>
            {
                // Asked one after the other: only the last is silent.
                fixture.WaitFor(2);
                return "!InternalError";
            },
        };
        await fails.ConnectAsync(fixture.Console.Ocpp);
        using var patience = fixture.Impatient(60);
        await using var silent = await ConnectAsync("job-a6", null);

        var made = await Web.WriteAsync("/api/jobs", $$"""
            { "title": "Intervals", "action": "changeconfiguration", "payload": { "value": "300", "key": "HeartbeatInterval" },
              "charger_ids": ["job-a1", "JOB-A2", "job-a3", "job-a4", "job-a5", "job-a6", "job-a1"], "per_second": 100, "at_once": 1 }
            """);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var ended = await EndAsync(made.Json);

        var job = ended.GetProperty("job");
        Assert.Equal(("Intervals", "completed", 6, 6, 2, 3, 1), (Text(job, "title"), Text(job, "state"), Number(job, "requests"), Number(job, "done"), Number(job, "succeeded"), Number(job, "failed"), Number(job, "unanswered")));
        Assert.Equal("ChangeConfiguration", job.GetProperty("steps")[0].GetProperty("action").GetString());
        Assert.Equal(
            ["job-a1 accepted Accepted", "job-a2 accepted RebootRequired", "job-a3 rejected Rejected", "job-a4 not_supported NotImplemented", "job-a5 error InternalError", "job-a6 no_answer "],
            Outcomes(ended).Select(outcome => $"{Text(outcome, "charger_id")} {Text(outcome, "state")} {Text(outcome, "status")}"));
        Assert.All([agrees, reboots, refuses, knowsNot, fails, silent], charger => Assert.Equal(1, charger.Count("ChangeConfiguration")));
        Assert.Equal(Change, agrees.Received.Single().Payload.GetRawText());

        var command = (await Web.ReadAsync($"/api/commands/{Outcomes(ended)[0].GetProperty("command_id").GetInt64()}")).Ok();
        Assert.Equal($"developer (job {Number(job, "job_id")})", Text(command, "requested_by"));
        var failed = (await Web.ReadAsync($"/api/jobs/{Number(job, "job_id")}?state=failed&after=2&limit=1")).Ok();
        Assert.Equal("job-a4", Text(Assert.Single(Outcomes(failed)), "charger_id"));
        Assert.Equal(1, failed.GetProperty("states").GetProperty("no_answer").GetInt32());
    }

    [Fact]
    public async Task A_job_keeps_no_secret_key_and_shows_no_secret_of_an_address()
    {
        await using var charger = await ConnectAsync("job-secret", "{}");
        var problem = (await Web.WriteAsync("/api/jobs", """
            {"action":"ChangeConfiguration","payload":{"key":"AuthorizationKey","value":"topsecret"},"charger_ids":["job-secret"]}
            """)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty("payload.key", out _), problem.GetRawText());
        Assert.Empty(charger.Received);

        var made = await Web.WriteAsync("/api/jobs", """
            {"action":"GetDiagnostics","payload":{"location":"ftp://user:pass-word@files.example/up?sig=abc"},"charger_ids":["job-secret"]}
            """);
        Assert.DoesNotContain("pass-word", made.Text, StringComparison.Ordinal);
        var ended = await EndAsync(made.Json);
        Assert.Equal("ftp://user:(hidden)@files.example/up?(hidden)", ended.GetProperty("job").GetProperty("steps")[0].GetProperty("payload").GetProperty("location").GetString());
        Assert.Equal("ftp://user:pass-word@files.example/up?sig=abc", charger.Received.Single().Payload.GetProperty("location").GetString());
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_time_out_still_counts()
    {
        await using var slow = await ConnectAsync("job-late", null);
        using var impatience = fixture.Impatient();
        var made = (await Web.WriteAsync("/api/jobs", Job("job-late"))).Json;
        Assert.Equal(1, Number((await EndAsync(made)).GetProperty("job"), "unanswered"));

        await slow.AnswerLateAsync(slow.Received.Single().UniqueId, """{"status":"Rejected"}""");

        var job = await Web.UntilAsync($"/api/jobs/{Number(made, "job_id")}", found => Number(found.GetProperty("job"), "failed") == 1);
        Assert.Equal(0, Number(job.GetProperty("job"), "unanswered"));
        Assert.Equal("rejected", Text(Outcomes(job)[0], "state"));
    }

    [Fact]
    public async Task The_steps_come_in_order_and_a_charger_that_refuses_one_is_spared_the_rest()
    {
        await using var agrees = await ConnectAsync("job-s1");
        await using var refuses = new AnsweringCharger("job-s2") { Answer = (action, _) => action == "ClearCache" ? """{"status":"Rejected"}""" : """{"status":"Accepted"}""" };
        await refuses.ConnectAsync(fixture.Console.Ocpp);

        string Body(bool stop) => $$$"""
            {"steps":[{"action":"ChangeConfiguration","payload":{{{Change}}}},{"action":"ClearCache"},{"action":"ChangeAvailability","payload":{"connectorId":0,"type":"Operative"}}],
            "charger_ids":["job-s1","job-s2"],"stop_on_failure":{{{(stop ? "true" : "false")}}},"per_second":100}
            """;
        var ended = await EndAsync((await Web.WriteAsync("/api/jobs", Body(stop: true))).Json);

        Assert.Equal(["ChangeConfiguration", "ClearCache", "ChangeAvailability"], agrees.Received.Select(call => call.Action));
        Assert.Equal(["ChangeConfiguration", "ClearCache"], refuses.Received.Select(call => call.Action));
        Assert.Equal(["accepted", "accepted", "accepted", "accepted", "rejected", "skipped"], Outcomes(ended).Select(outcome => Text(outcome, "state")));

        await EndAsync((await Web.WriteAsync("/api/jobs", Body(stop: false))).Json);
        Assert.Equal(3 + 2, refuses.Received.Count);
    }

    [Fact]
    public async Task What_follows_a_reset_waits_for_the_charger_that_has_booted()
    {
        await using var charger = await ConnectAsync("job-reset");
        var made = (await Web.WriteAsync("/api/jobs", """
            {"steps":[{"action":"Reset","payload":{"type":"Soft"}},{"action":"ClearCache"}],"charger_ids":["job-reset"]}
            """)).Json;
        await Until.TrueAsync(() => charger.Count("Reset") == 1, "the charger was asked");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(0, charger.Count("ClearCache"));

        await charger.DropAsync();
        await charger.ConnectAsync(fixture.Console.Ocpp);

        Assert.Equal(2, Number((await EndAsync(made)).GetProperty("job"), "succeeded"));
        Assert.Equal(1, charger.Count("Reset"));
    }

    [Fact]
    public async Task No_more_chargers_are_asked_at_once_than_the_job_allows()
    {
        await using var first = await ConnectAsync("job-o1", null);
        await using var second = await ConnectAsync("job-o2");
        var made = (await Web.WriteAsync("/api/jobs", Job(["job-o1", "job-o2"], more: ""","at_once":1"""))).Json;
        await Until.TrueAsync(() => first.Received.Count == 1, "the charger was asked");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Empty(second.Received);

        await first.AnswerLateAsync(first.Received.Single().UniqueId, """{"status":"Accepted"}""");

        Assert.Equal(2, Number((await EndAsync(made)).GetProperty("job"), "succeeded"));
    }

    [Fact]
    public async Task A_charger_that_is_not_connected_is_waited_for_and_asked_when_it_comes()
    {
        await using var late = await ConnectAsync("job-off1");
        await using (await ConnectAsync("job-off2"))
        {
            await late.DropAsync();
        }

        await Web.UntilAsync("/api/chargers?online_only=1", chargers => !chargers.EnumerateArray().Any(charger => Text(charger, "charge_point_id")!.StartsWith("job-off", StringComparison.Ordinal)));
        var waits = (await Web.WriteAsync("/api/jobs", Job(["job-off1"], more: ""","offline_wait_seconds":600"""))).Json;
        var waitsNot = (await Web.WriteAsync("/api/jobs", Job(["job-off2"], more: ""","offline_wait_seconds":0"""))).Json;

        Assert.Equal("offline", Text(Outcomes(await EndAsync(waitsNot)).Single(), "state"));
        Assert.Equal(1, Number((await Web.ReadAsync($"/api/jobs/{Number(waits, "job_id")}")).Ok().GetProperty("job"), "waiting"));
        await late.ConnectAsync(fixture.Console.Ocpp);

        Assert.Equal(["accepted"], Outcomes(await EndAsync(waits)).Select(outcome => Text(outcome, "state")));
        Assert.Equal(1, late.Count("ChangeConfiguration"));
    }

    [Fact]
    public async Task A_cancelled_job_sends_nothing_more_and_still_takes_the_answers_that_are_on_their_way()
    {
        await using var first = await ConnectAsync("job-c1", null);
        await using var second = await ConnectAsync("job-c2");
        var made = (await Web.WriteAsync("/api/jobs", Job(["job-c1", "job-c2"], more: ""","at_once":1"""))).Json;
        await Until.TrueAsync(() => first.Received.Count == 1, "the charger was asked");

        var cancelled = (await Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/cancel", "{}")).Ok();
        Assert.Equal(("cancelling", "developer"), (Text(cancelled, "state"), Text(cancelled, "cancelled_by")));
        await first.AnswerLateAsync(first.Received.Single().UniqueId, """{"status":"Accepted"}""");

        var ended = await EndAsync(made);
        Assert.Equal("cancelled", Text(ended.GetProperty("job"), "state"));
        Assert.Equal(["accepted", "cancelled"], Outcomes(ended).Select(outcome => Text(outcome, "state")));
        Assert.Empty(second.Received);
        Assert.Equal("already_ended", Text((await Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/cancel", "{}")).Problem(HttpStatusCode.Conflict), "code"));
    }

    [Fact]
    public async Task A_retry_asks_only_what_was_not_agreed_to_and_what_is_unknown_only_on_request()
    {
        var answers = new Dictionary<string, string?> { ["job-r1"] = """{"status":"Accepted"}""", ["job-r2"] = """{"status":"Rejected"}""", ["job-r3"] = null };
        var chargers = answers.Keys.Select(id => new AnsweringCharger(id) { Answer = (_, _) => answers[id] }).ToList();
        foreach (var charger in chargers)
        {
            await charger.ConnectAsync(fixture.Console.Ocpp);
        }

        using var impatience = fixture.Impatient(8);
        var made = (await Web.WriteAsync("/api/jobs", Job("job-r1", "job-r2", "job-r3"))).Json;
        Assert.Equal("still_running", Text((await Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/retry", "{}")).Problem(HttpStatusCode.Conflict), "code"));
        await EndAsync(made);
        answers["job-r2"] = answers["job-r3"] = """{"status":"Accepted"}""";

        var retry = await Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/retry", "{}");
        Assert.Equal(HttpStatusCode.Created, retry.Status);
        await EndAsync(retry.Json);
        Assert.Equal(Number(made, "job_id"), Number(retry.Json, "retry_of"));
        Assert.Equal([1, 2, 1], chargers.Select(charger => charger.Received.Count));

        await EndAsync((await Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/retry", """{"include_unanswered":true}""")).Json);
        Assert.Equal([1, 3, 2], chargers.Select(charger => charger.Received.Count));
        Assert.Equal("nothing_to_repeat", Text((await Web.WriteAsync($"/api/jobs/{Number(retry.Json, "job_id")}/retry", "{}")).Problem(HttpStatusCode.Conflict), "code"));
        foreach (var charger in chargers)
        {
            await charger.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_job_that_two_repeat_at_once_is_repeated_once()
    {
        string? answer = """{"status":"Rejected"}""";
        await using var charger = new AnsweringCharger("job-twice") { Answer = (_, _) => answer };
        await charger.ConnectAsync(fixture.Console.Ocpp);
        var made = (await Web.WriteAsync("/api/jobs", Job("job-twice"))).Json;
        await EndAsync(made);
        answer = null;

        using var impatience = fixture.Impatient(8);
        var retries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Web.WriteAsync($"/api/jobs/{Number(made, "job_id")}/retry", "{}")));

        var retry = Assert.Single(retries.Select(retried => Number(retried.Json, "job_id")).Distinct());
        Assert.True(retry > Number(made, "job_id"));
        await EndAsync(retries[0].Json);
        Assert.Equal(2, charger.Received.Count);
    }

    [Theory]
    [InlineData("""{"charger_ids":["x"]}""", "steps")]
    [InlineData("""{"action":"ClearCache","steps":[{"action":"ClearCache"}],"charger_ids":["job-v"]}""", "steps")]
    [InlineData("""{"action":"ClearCache"}""", "filter")]
    [InlineData("""{"action":"ClearCache","filter":{}}""", "filter")]
    [InlineData("""{"action":"ClearCache","filter":{"vendor":"Nobody"}}""", "filter")]
    [InlineData("""{"action":"ClearCache","charger_ids":["job-v","no-such"]}""", "charger_ids")]
    [InlineData("""{"action":"ClearCache","charger_ids":[]}""", "filter")]
    [InlineData("""{"action":"BootNotification","charger_ids":["job-v"]}""", "action")]
    [InlineData("""{"action":"Reset","payload":{"type":"Now"},"charger_ids":["job-v"]}""", "payload.type")]
    [InlineData("""{"action":"Reset","payload":[],"charger_ids":["job-v"]}""", "payload")]
    [InlineData("""{"steps":[{"action":"ClearCache"},{"action":"Reset"}],"charger_ids":["job-v"]}""", "steps[1].payload.type")]
    [InlineData("""{"steps":[],"charger_ids":["job-v"]}""", "steps")]
    [InlineData("""{"action":"ClearCache","charger_ids":["job-v"],"per_second":0}""", "per_second")]
    [InlineData("""{"action":"ClearCache","charger_ids":["job-v"],"at_once":0}""", "at_once")]
    [InlineData("""{"action":"ClearCache","charger_ids":["job-v"],"offline_wait_seconds":-1}""", "offline_wait_seconds")]
    public async Task A_job_that_cannot_be_is_refused_by_member_and_nothing_is_sent(string body, string member)
    {
        await using var charger = await ConnectAsync("job-v");
        var problem = (await Web.WriteAsync("/api/jobs", body)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
        Assert.Empty(charger.Received);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_exported_without_a_formula()
    {
        await using var charger = await ConnectAsync("=cmd|'/c calc'!A1", """{"status":"Rejected"}""");
        var made = (await Web.WriteAsync("/api/jobs", Job("=cmd|'/c calc'!A1"))).Json;
        await EndAsync(made);

        var list = (await Web.ReadAsync("/api/jobs?limit=1")).Ok();
        Assert.Equal(Number(made, "job_id"), Number(list[0], "job_id"));
        Assert.NotEqual(Number(made, "job_id"), (await Web.ReadAsync($"/api/jobs?limit=1&before={Number(made, "job_id")}")).Ok() is { } before && before.GetArrayLength() > 0 ? Number(before[0], "job_id") : 0);

        var csv = await Web.ReadAsync($"/api/jobs/{Number(made, "job_id")}/export");
        Assert.Equal("text/csv", csv.ContentType);
        Assert.Contains("\r\n0,'=cmd|'/c calc'!A1,1,ChangeConfiguration,Rejected,Rejected,", csv.Text, StringComparison.Ordinal);
        (await Web.ReadAsync("/api/jobs/999999/export")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/jobs/999999")).Problem(HttpStatusCode.NotFound);
        (await Web.WriteAsync("/api/jobs/999999/cancel", "{}")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync($"/api/jobs/{Number(made, "job_id")}?state=odd")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<AnsweringCharger> ConnectAsync(string id, string? answer = """{"status":"Accepted"}""") =>
        await new AnsweringCharger(id) { Answer = (_, _) => answer }.ConnectAsync(fixture.Console.Ocpp);

    private async Task<JsonElement> EndAsync(JsonElement job)
    {
        JsonElement last = default;
        for (var i = 0; i < 1_200; i++)
        {
            last = (await Web.ReadAsync($"/api/jobs/{Number(job, "job_id")}")).Ok();
            if (last.GetProperty("job").GetProperty("ended_at").ValueKind != JsonValueKind.Null)
            {
                return last;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never ended: {last}");
        return last;
    }

    private static string Job(params string[] ids) => Job(ids, "");

    private static string Job(string[] ids, string more) =>
        $$"""{"action":"ChangeConfiguration","payload":{{Change}},"charger_ids":{{JsonSerializer.Serialize(ids)}},"per_second":100{{more}}}""";

    private static JsonElement[] Outcomes(JsonElement detail) => [.. detail.GetProperty("outcomes").EnumerateArray()];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static long Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Null ? 0 : element.GetProperty(name).GetInt64();
}

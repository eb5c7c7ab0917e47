using System.Diagnostics;
using System.Text.Json;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Jobs;

/// <summary>Jobs go on after a restart and send nothing twice, as counted at the chargers.</summary>
public sealed class JobRestartTests
{
    private const string Accepted = """{"status":"Accepted"}""";

    [Fact]
    public async Task A_job_over_500_chargers_survives_a_kill_in_the_middle_and_asks_each_of_them_once()
    {
        var since = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("charging-console-jobs-").FullName;
        // The last 200 do not answer before the kill, so that it falls into the middle whatever the pace.
        var isBefore = true;
        var chargers = Enumerable.Range(1, 500)
            .Select(i => new AnsweringCharger($"JOB-{i:D4}") { Thinks = TimeSpan.FromMilliseconds(100), Answer = (_, _) => isBefore && i > 300 ? null : Accepted })
            .ToList();
        long id;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            await ConnectAsync(chargers, server.Ocpp);
            using var web = new HttpClient { BaseAddress = server.Web };
            var made = await web.WriteAsync("/api/jobs", """
                {"title":"Heartbeats","action":"ChangeConfiguration","payload":{"key":"HeartbeatInterval","value":"300"},"filter":{"text":"JOB-"},"per_second":200,"at_once":60}
                """);
            id = made.Json.GetProperty("job_id").GetInt64();
            Assert.Equal(500, made.Json.GetProperty("requests").GetInt32());
            var seen = await UntilAsync(web, id, job => job.GetProperty("done").GetInt32() > 150);
            Assert.InRange(seen.GetProperty("done").GetInt32(), 151, 300);
            await server.KillAsync();
        }

        isBefore = false;
        var before = chargers.Sum(charger => charger.Received.Count);
        await Task.WhenAll(chargers.Select(charger => charger.DropAsync()));
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            await ConnectAsync(chargers, server.Ocpp);
            using var web = new HttpClient { BaseAddress = server.Web };
            var job = await UntilAsync(web, id, found => found.GetProperty("state").GetString() == "completed");
            var (succeeded, unanswered) = (job.GetProperty("succeeded").GetInt32(), job.GetProperty("unanswered").GetInt32());
            TestContext.Current.TestOutputHelper?.WriteLine($"{before} asked before the kill, {succeeded} agreed, {unanswered} unknown; {Stopwatch.GetElapsedTime(since)}");

            Assert.Equal(500, succeeded + unanswered);
            Assert.InRange(unanswered, 0, 60);
            Assert.InRange(before, 150, 360);
            var twice = chargers.Where(charger => charger.Received.Count > 1).Select(charger => charger.Id);
            Assert.Empty(twice);
            var unknown = (await web.ReadAsync($"/api/jobs/{id}?state=unanswered")).Ok().GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("charger_id").GetString()).ToHashSet();
            Assert.All(chargers.Where(charger => !unknown.Contains(charger.Id)), charger => Assert.Single(charger.Received));
        }

        await Task.WhenAll(chargers.Select(charger => charger.DisposeAsync().AsTask()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_was_being_asked_when_the_server_stopped_is_told_as_unknown_and_the_rest_goes_on()
    {
        await using var silent = new AnsweringCharger("stop-1") { Answer = (_, _) => null };
        await using var next = new AnsweringCharger("stop-2");
        await using var away = new AnsweringCharger("stop-3");
        var first = await RunningConsole.StartAsync();
        long id;
        await Task.WhenAll(silent.ConnectAsync(first.Ocpp), next.ConnectAsync(first.Ocpp), away.ConnectAsync(first.Ocpp));
        id = (await first.Web.WriteAsync("/api/jobs", """
            {"action":"ClearCache","filter":{"text":"stop-"},"at_once":1,"offline_wait_seconds":0}
            """)).Json.GetProperty("job_id").GetInt64();
        await Until.TrueAsync(() => silent.Received.Count == 1, "the charger was asked");
        var folder = await first.StopAsync();
        await Task.WhenAll(silent.DropAsync(), next.DropAsync(), away.DropAsync());

        await using (var second = await RunningConsole.StartOnAsync(folder, null, $"Jobs:{nameof(JobsOptions.ReconnectSeconds)}=20"))
        {
            await Task.WhenAll(silent.ConnectAsync(second.Ocpp), next.ConnectAsync(second.Ocpp));
            var job = await UntilAsync(second.Web, id, found => found.GetProperty("state").GetString() == "completed");
            Assert.Equal((1, 1, 1), (job.GetProperty("succeeded").GetInt32(), job.GetProperty("unanswered").GetInt32(), job.GetProperty("failed").GetInt32()));
            var outcomes = (await second.Web.ReadAsync($"/api/jobs/{id}")).Ok().GetProperty("outcomes").EnumerateArray().ToList();
            Assert.Equal(["unknown", "accepted", "offline"], outcomes.Select(outcome => outcome.GetProperty("state").GetString()));
            Assert.Equal(JobAsker.ServerStopped, outcomes[0].GetProperty("message").GetString());
            Assert.Equal((1, 1, 0), (silent.Received.Count, next.Received.Count, away.Received.Count));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_cancelled_job_stays_cancelled_over_a_restart()
    {
        await using var silent = new AnsweringCharger("halt-1") { Answer = (_, _) => null };
        await using var next = new AnsweringCharger("halt-2") { Answer = (_, _) => Accepted };
        var first = await RunningConsole.StartAsync();
        await Task.WhenAll(silent.ConnectAsync(first.Ocpp), next.ConnectAsync(first.Ocpp));
        var id = (await first.Web.WriteAsync("/api/jobs", """{"action":"ClearCache","filter":{"all":true},"at_once":1}""")).Json.GetProperty("job_id").GetInt64();
        await Until.TrueAsync(() => silent.Received.Count == 1, "the charger was asked");
        (await first.Web.WriteAsync($"/api/jobs/{id}/cancel", "{}")).Ok();
        var folder = await first.StopAsync();

        await using (var second = await RunningConsole.StartOnAsync(folder))
        {
            await Task.WhenAll(silent.ConnectAsync(second.Ocpp), next.ConnectAsync(second.Ocpp));
            var job = await UntilAsync(second.Web, id, found => found.GetProperty("state").GetString() == "cancelled");
            Assert.Equal((0, 1, 1), (job.GetProperty("succeeded").GetInt32(), job.GetProperty("unanswered").GetInt32(), job.GetProperty("not_asked").GetInt32()));
            Assert.Empty(next.Received);
            Assert.Single(silent.Received);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task ConnectAsync(IEnumerable<AnsweringCharger> chargers, Uri ocpp)
    {
        foreach (var some in chargers.Chunk(50))
        {
            await Task.WhenAll(some.Select(charger => charger.ConnectAsync(ocpp)));
        }
    }

    private static async Task<JsonElement> UntilAsync(HttpClient web, long id, Func<JsonElement, bool> holds)
    {
        JsonElement job = default;
        for (var i = 0; i < 1_200; i++)
        {
            job = (await web.ReadAsync($"/api/jobs/{id}?limit=1")).Ok().GetProperty("job");
            if (holds(job))
            {
                return job;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never came true: {job}");
        return job;
    }
}

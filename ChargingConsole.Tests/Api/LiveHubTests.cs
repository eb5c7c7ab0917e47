using System.Text.Json;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChargingConsole.Tests.Api;

public sealed class LiveHubTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_charger_is_followed_from_its_snapshot_on()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "hub-1", 1);
        await using var other = await RawCharger.BootAsync(fixture.Console.Ocpp, "hub-other", 1);
        await using var hub = await ConnectAsync();
        await using var batches = Follow(hub, new { charge_point_id = "HUB-1", history_count = 2 });

        var first = await Next(batches);
        Assert.True(first.GetProperty("snapshot").GetBoolean());
        Assert.Equal("hub-1", first.GetProperty("chargers")[0].GetProperty("charge_point_id").GetString());
        Assert.Equal(1, first.GetProperty("chargers").GetArrayLength());
        Assert.Equal(2, first.GetProperty("frames").GetArrayLength());

        await other.StatusAsync(1, "Faulted");
        var transactionId = await charger.BeginAsync();
        var seen = await Until(batches, batch => batch.GetProperty("sessions").EnumerateArray().Any(session => session.GetProperty("transaction_id").GetInt32() == transactionId));
        Assert.All(seen, batch => Assert.DoesNotContain("hub-other", batch.GetRawText(), StringComparison.Ordinal));
        Assert.Contains(seen, batch => batch.GetProperty("frames").EnumerateArray().Any(frame => frame.GetProperty("action").GetString() == "StartTransaction" && frame.GetProperty("direction").GetString() == "in"));
        Assert.False(seen[^1].GetProperty("snapshot").GetBoolean());
    }

    [Fact]
    public async Task A_session_is_followed_by_the_frames_that_name_it_and_their_answers()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "hub-2", 1);
        var transactionId = await charger.BeginAsync();
        await using var hub = await ConnectAsync();
        await using var batches = Follow(hub, new { transaction_id = transactionId });
        Assert.Equal(transactionId, (await Next(batches)).GetProperty("sessions")[0].GetProperty("transaction_id").GetInt32());

        await charger.CallAsync("Heartbeat", "{}");
        await charger.MeterAsync(transactionId, 2000, 7000);
        await charger.EndAsync(transactionId, 2500);
        // Frames and changes are told one after the other, and a batch can fall between them: until both are there.
        static bool IsAnswered(JsonElement batch) => batch.GetProperty("frames").EnumerateArray().Any(frame => (frame.GetProperty("action").GetString(), frame.GetProperty("kind").GetString()) == ("StopTransaction", "result"));
        static bool IsCompleted(JsonElement batch) => batch.GetProperty("sessions").EnumerateArray().Any(session => session.GetProperty("status").GetString() == "completed");
        var seen = new List<JsonElement>();
        while (!(seen.Any(IsAnswered) && seen.Any(IsCompleted)))
        {
            seen.Add(await Next(batches));
        }

        var actions = seen.SelectMany(batch => batch.GetProperty("frames").EnumerateArray()).Select(frame => frame.GetProperty("action").GetString()).ToList();
        Assert.DoesNotContain("Heartbeat", actions);
        Assert.Equal(2, actions.Count(action => action == "MeterValues"));
    }

    [Fact]
    public async Task A_frame_filter_narrows_frames_and_chargers_can_be_left_out()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "hub-3", 1);
        await using var hub = await ConnectAsync();
        await using var batches = Follow(hub, new { charge_point_id = "hub-3", action = "Heartbeat", direction = "out", chargers = false });
        Assert.Empty((await Next(batches)).GetProperty("chargers").EnumerateArray());

        await charger.StatusAsync(1, "Preparing");
        await charger.CallAsync("Heartbeat", "{}");
        var batch = await Next(batches);
        var frame = Assert.Single(batch.GetProperty("frames").EnumerateArray());
        Assert.Equal(("Heartbeat", "result"), (frame.GetProperty("action").GetString(), frame.GetProperty("kind").GetString()));
        Assert.Empty(batch.GetProperty("chargers").EnumerateArray());
    }

    [Fact]
    public async Task No_more_than_ten_batches_come_in_a_second()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "hub-4", 1);
        await using var hub = await ConnectAsync();
        await using var batches = Follow(hub, new { charge_point_id = "hub-4", chargers = false });
        await Next(batches);

        var began = TimeProvider.System.GetTimestamp();
        var sending = Task.Run(async () =>
        {
            while (TimeProvider.System.GetElapsedTime(began).TotalSeconds < 1)
            {
                await charger.CallAsync("Heartbeat", "{}");
            }
        }, TestContext.Current.CancellationToken);
        var count = 0;
        var next = Next(batches);
        while (await Task.WhenAny(next, sending) == next)
        {
            await next;
            count++;
            next = Next(batches);
        }

        await sending;
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        // What a busy machine held back comes at once.
        Assert.InRange(count, 0, (int)(10 * seconds) + 8);
        await charger.CallAsync("Heartbeat", "{}");
        await next;
    }

    [Fact]
    public async Task What_cannot_be_followed_is_refused_in_words()
    {
        // The framework logs a refusal as an error of ours, so this console is not asked about errors.
        var console = await RunningConsole.StartAsync();
        await using var hub = await ConnectAsync(console);
        await using var unknown = Follow(hub, new { charge_point_id = "no-such" });
        Assert.Contains("Charger no-such not found", (await Assert.ThrowsAsync<HubException>(() => Next(unknown))).Message, StringComparison.Ordinal);
        await using var odd = Follow(hub, new { kind = "odd" });
        Assert.Contains("kind must be one of", (await Assert.ThrowsAsync<HubException>(() => Next(odd))).Message, StringComparison.Ordinal);

        var open = new List<IAsyncEnumerator<JsonElement>>();
        for (var i = 0; i < 8; i++)
        {
            open.Add(Follow(hub, new { }));
            await Next(open[i]);
        }

        await using var tooMany = Follow(hub, new { });
        Assert.Contains("8", (await Assert.ThrowsAsync<HubException>(() => Next(tooMany))).Message, StringComparison.Ordinal);
        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }

        await console.DiscardAsync();
    }

    private async Task<HubConnection> ConnectAsync(RunningConsole? console = null)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri((console ?? fixture.Console).Web.BaseAddress!, "/hubs/live")).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    private static IAsyncEnumerator<JsonElement> Follow(HubConnection hub, object subscription) =>
        hub.StreamAsync<JsonElement>("Follow", subscription, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<JsonElement> Next(IAsyncEnumerator<JsonElement> batches)
    {
        Assert.True(await batches.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        return batches.Current;
    }

    private static async Task<List<JsonElement>> Until(IAsyncEnumerator<JsonElement> batches, Func<JsonElement, bool> holds)
    {
        var seen = new List<JsonElement>();
        do
        {
            seen.Add(await Next(batches));
        }
        while (!holds(seen[^1]));
        return seen;
    }
}

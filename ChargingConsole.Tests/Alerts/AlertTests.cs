using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Alerts;

public sealed class AlertTests
{
    [Fact]
    public async Task A_faulted_connector_raises_one_alert_which_is_taken_on_and_resolves_by_itself_once_it_is_calm()
    {
        await using var console = await RunningConsole.StartAsync();
        await RuleAsync(console, "faulted", """{"threshold":0,"calm_seconds":0}""");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "ALARM-1", 1);
        var watch = console.Get<AlertWatch>();
        await StatusAsync(charger, "Faulted", "GroundFailure");

        await watch.LookAsync();
        await watch.LookAsync();
        var alert = Assert.Single((await console.Web.ReadAsync("/api/alerts?state=open")).Ok().EnumerateArray());
        JsonFacts.Has(alert, ("kind", "faulted"), ("subject", "ALARM-1/1"), ("charge_point_id", "ALARM-1"), ("severity", "critical"));
        Assert.Contains("GroundFailure", alert.GetProperty("message").GetString(), StringComparison.Ordinal);

        var id = alert.GetProperty("alert_id").GetInt64();
        JsonFacts.Has((await console.Web.WriteAsync($"/api/alerts/{id}/acknowledge", """{"note":"on my way"}""")).Ok(), ("state", "acknowledged"), ("acknowledged_by", "developer"), ("note", "on my way"));
        await watch.LookAsync();
        Assert.Empty((await console.Web.ReadAsync("/api/alerts?state=open")).Ok().EnumerateArray());

        await StatusAsync(charger, "Available", "NoError");
        await watch.LookAsync();
        JsonFacts.Has(Assert.Single((await console.Web.ReadAsync("/api/alerts")).Ok().EnumerateArray()), ("state", "resolved"), ("note", "on my way"));
        (await console.Web.WriteAsync($"/api/alerts/{id}/acknowledge", "{}")).Problem(HttpStatusCode.Conflict);
        (await console.Web.WriteAsync("/api/alerts/999999/acknowledge", "{}")).Problem(HttpStatusCode.NotFound);
        Assert.Equal("developer", (await console.Web.ReadAsync("/api/audit?what=alert.acknowledged")).Ok()[0].GetProperty("who").GetString());
    }

    [Fact]
    public async Task A_charger_in_maintenance_raises_nothing_and_what_it_had_raised_is_resolved()
    {
        await using var console = await RunningConsole.StartAsync();
        await RuleAsync(console, "faulted", """{"threshold":0,"calm_seconds":0}""");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "CARE-1", 1);
        var watch = console.Get<AlertWatch>();
        await StatusAsync(charger, "Faulted", "GroundFailure");
        await watch.LookAsync();
        Assert.Single(console.Get<AlertBook>().Open);

        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/CARE-1/maintenance", """{"reason":"New cable","notify_charger":false}""")).Ok();
        await watch.LookAsync();
        Assert.Empty(console.Get<AlertBook>().Open);

        await console.Web.CallAsync(HttpMethod.Delete, "/api/chargers/CARE-1/maintenance");
        await watch.LookAsync();
        Assert.Single(console.Get<AlertBook>().Open);
    }

    [Fact]
    public async Task What_comes_and_goes_faster_than_the_limits_neither_raises_nor_resolves()
    {
        await using var console = await RunningConsole.StartAsync();
        await RuleAsync(console, "faulted", """{"threshold":10,"calm_seconds":3600}""");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "FLAP-1", 1);
        var watch = console.Get<AlertWatch>();
        await StatusAsync(charger, "Faulted", "OtherError");
        await watch.LookAsync();
        Assert.Empty(console.Get<AlertBook>().Open);

        await RuleAsync(console, "faulted", """{"threshold":0,"calm_seconds":3600}""");
        await watch.LookAsync();
        Assert.Single(console.Get<AlertBook>().Open);
        await StatusAsync(charger, "Available", "NoError");
        await watch.LookAsync();
        await StatusAsync(charger, "Faulted", "OtherError");
        await watch.LookAsync();
        Assert.Single(console.Get<AlertBook>().Open);
        Assert.Single((await console.Web.ReadAsync("/api/alerts")).Ok().EnumerateArray());

        await RuleAsync(console, "faulted", """{"is_enabled":false}""");
        await watch.LookAsync();
        Assert.Empty(console.Get<AlertBook>().Open);
    }

    [Fact]
    public async Task A_charger_that_is_away_too_long_is_told_of_but_not_one_that_nobody_asks_for()
    {
        var clock = TimeProvider.System;
        await using var console = await RunningConsole.StartAsync();
        await RuleAsync(console, "offline", """{"threshold":10,"only":"WANTED, Nowhere"}""");
        foreach (var id in new[] { "WANTED-1", "OTHER-1" })
        {
            await (await RawCharger.BootAsync(console.Ocpp, id, 1)).DisposeAsync();
            await Until.TrueAsync(() => !console.Get<Fleet>().Find(id)!.State.IsConnected, "it is away");
        }

        var sources = console.Get<AlertRules>();
        var fleet = new FleetAlerts(console.Get<Fleet>(), console.Get<Core.Charging.TransactionBook>(), console.Get<Core.Firmware.TransferBook>(), clock);
        Assert.Empty(fleet.Look(sources, clock.GetUtcNow().AddMinutes(9)));
        Assert.Equal(["WANTED-1"], fleet.Look(sources, clock.GetUtcNow().AddMinutes(11)).Select(condition => condition.Subject));
    }

    [Fact]
    public async Task The_same_charger_rejected_again_and_again_is_told_of_once()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Reject");
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => RawCharger.ConnectAsync(console.Ocpp, "STRANGER"));
        }

        await console.Get<AlertWatch>().LookAsync();
        var alert = Assert.Single(console.Get<AlertBook>().Open, open => open.Kind == AlertKind.RejectedConnections);
        Assert.Equal("STRANGER", alert.Subject);
    }

    [Fact]
    public async Task An_address_that_comes_under_ever_new_names_is_told_of_once()
    {
        await using var console = await RunningConsole.StartAsync();
        var rejected = console.Get<RejectedConnections>();
        for (var i = 0; i < 1_000; i++)
        {
            rejected.Add($"FLOOD-{i}", "203.0.113.9", "Unknown.");
        }

        var watch = console.Get<AlertWatch>();
        await watch.LookAsync();
        for (var i = 1_000; i < 2_000; i++)
        {
            rejected.Add($"FLOOD-{i}", "203.0.113.9", i % 2 == 0 ? "Unknown." : "Its password is wrong.");
        }

        await watch.LookAsync();
        Assert.Equal("203.0.113.9", Assert.Single(console.Get<AlertBook>().Open, open => open.Kind == AlertKind.RejectedConnections).Subject);
    }

    [Fact]
    public async Task That_the_database_is_away_is_told_of_also_when_another_alert_could_not_be_stored()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-alarm-").FullName;
        using var engine = new FaultyEngine(new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")}"));
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using (var console = await RunningConsole.StartOnAsync(folder, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<DatabaseEngine>(engine));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        }))
        {
            await RuleAsync(console, "faulted", """{"threshold":0,"calm_seconds":0}""");
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "ALARM-9", 1);
            await StatusAsync(charger, "Faulted", "GroundFailure");
            engine.Fail(FaultPoint.Begin);
            var book = console.Get<AlertBook>();
            await Until.TrueAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(200));
                    return book.Open.Any(alert => alert.Kind == AlertKind.Database);
                },
                "the database's alarm is raised");
            Assert.DoesNotContain(book.Open, alert => alert.Kind == AlertKind.Faulted);

            engine.Recover();
            await Until.TrueAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(200));
                    return book.Open.Any(alert => alert.Kind == AlertKind.Faulted) && book.Open.All(alert => alert.Kind != AlertKind.Database);
                },
                "the other one is raised then, and the alarm resolved");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_resolved_alert_goes_when_its_time_is_over_and_one_that_stands_never_does()
    {
        var clock = new JumpingClock();
        await using var console = await RunningConsole.StartOnAsync(null, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)), "Alerts:RetentionDays=30");
        var desk = console.Get<AlertDesk>();
        var gone = await desk.RaiseAsync(new AlertCondition(AlertKind.Offline, "OLD-1", null, null, 10, null));
        await desk.RaiseAsync(new AlertCondition(AlertKind.Quirks, "OLD-2", null, null, 10, null));
        await desk.ResolveAsync(gone!.Id);
        var retention = console.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AlertRetention>().Single();
        Assert.Equal(0, await retention.SweepAsync(TestContext.Current.CancellationToken));
        clock.Jump(TimeSpan.FromDays(31));
        Assert.Equal(1, await retention.SweepAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain((await console.Web.ReadAsync("/api/alerts")).Ok().EnumerateArray(), alert => alert.GetProperty("subject").GetString() == "OLD-1");
        Assert.Contains((await console.Web.ReadAsync("/api/alerts")).Ok().EnumerateArray(), alert => alert.GetProperty("subject").GetString() == "OLD-2");
    }

    [Fact]
    public async Task The_webhook_gets_each_event_signed_and_again_until_it_takes_it_also_after_a_restart()
    {
        using var receiver = new Receiver { Status = 500 };
        var first = await RunningConsole.StartAsync("Alerts:AllowPrivateWebhooks=true");
        var set = (await first.Web.CallAsync(HttpMethod.Put, "/api/webhook", $$"""{"url":"{{receiver.Url}}"}""")).Ok();
        var secret = set.GetProperty("secret").GetString()!;
        Assert.Equal(JsonValueKind.Null, (await first.Web.ReadAsync("/api/webhook")).Ok().GetProperty("secret").ValueKind);
        JsonFacts.Has((await first.Web.WriteAsync("/api/webhook/test", "")).Ok(), ("delivered", false));
        await first.Get<AlertDesk>().RaiseAsync(new AlertCondition(AlertKind.Offline, "HOOK-1", null, null, 10, null));
        await receiver.UntilAsync(got => got.Any(one => one.Body.Contains("alert.raised", StringComparison.Ordinal)));
        var folder = await first.StopAsync();

        receiver.Status = 200;
        var second = await RunningConsole.StartOnAsync(folder, null, "Alerts:AllowPrivateWebhooks=true");
        await receiver.UntilAsync(got => got.Count(one => one.Body.Contains("alert.raised", StringComparison.Ordinal)) >= 2);
        var raised = receiver.Got.Where(one => one.Body.Contains("alert.raised", StringComparison.Ordinal)).ToList();
        Assert.Single(raised.Select(one => one.EventId).Distinct());
        Assert.Single(raised.Select(one => one.Body).Distinct());
        foreach (var one in receiver.Got)
        {
            var time = one.Signature.Split(',')[0][2..];
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{one.Body}")));
            Assert.Equal($"t={time},v1={expected}", one.Signature);
        }

        await Until.TrueAsync(() => second.Get<WebhookOutbox>().Waiting == 0, "nothing waits");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"The secret stands in {file}.");
        }

        await second.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_address_that_is_none_for_a_webhook_is_refused_and_a_private_one_is_never_reached()
    {
        await using var console = await RunningConsole.StartAsync();
        foreach (var url in new[] { "http://example.com/", "https://user:word@example.com/", "ftp://example.com/", "/relative" })
        {
            (await console.Web.CallAsync(HttpMethod.Put, "/api/webhook", JsonSerializer.Serialize(new { url }))).Problem(HttpStatusCode.UnprocessableEntity);
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        (await console.Web.CallAsync(HttpMethod.Put, "/api/webhook", $$"""{"url":"https://localhost:{{((IPEndPoint)listener.LocalEndpoint).Port}}/"}""")).Ok();
        var told = (await console.Web.WriteAsync("/api/webhook/test", "")).Ok();
        Assert.Contains("private network", told.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:4700::1111", true)]
    public void Private_addresses_are_told_from_public_ones(string address, bool isPublic) => Assert.Equal(isPublic, PublicNetwork.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Where_the_connection_is_made_a_private_address_is_barred_whatever_the_name(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = new DnsEndPoint(host.Trim('[', ']'), ((IPEndPoint)listener.LocalEndpoint).Port);
        await Assert.ThrowsAsync<HttpRequestException>(async () => await PublicNetwork.ConnectAsync(target, allowPrivate: false, TestContext.Current.CancellationToken));
        Assert.False(listener.Pending());
    }

    [Fact]
    public void Pauses_grow_to_half_an_hour()
    {
        Assert.InRange(WebhookSender.Pause(1).TotalSeconds, 4, 6);
        Assert.InRange(WebhookSender.Pause(5).TotalSeconds, 64, 96);
        Assert.InRange(WebhookSender.Pause(40).TotalMinutes, 24, 36);
    }

    private static async Task RuleAsync(RunningConsole console, string kind, string body) => (await console.Web.CallAsync(HttpMethod.Put, $"/api/alert-rules/{kind}", body)).Ok();

    private static Task<JsonElement> StatusAsync(RawCharger charger, string status, string error) =>
        charger.CallAsync("StatusNotification", $$"""{"connectorId":1,"status":"{{status}}","errorCode":"{{error}}"}""");

    /// <summary>Takes what is posted to it, on loopback.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly HttpListener _listener;

        public Receiver()
        {
            (_listener, Url) = Open();
            _ = ListenAsync();
        }

        public string Url { get; }

        public int Status { get; set; } = 200;

        public ConcurrentQueue<(string EventId, string Signature, string Body)> Got { get; } = new();

        public async Task UntilAsync(Func<IEnumerable<(string EventId, string Signature, string Body)>, bool> holds)
        {
            for (var i = 0; i < 1_200 && !holds(Got); i++)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.True(holds(Got), $"{Got.Count} messages came.");
        }

        public void Dispose() => _listener.Close();

        // A port that was free a moment ago may be a neighbour's by now.
        private static (HttpListener Listener, string Url) Open()
        {
            for (var tries = 0; ; tries++)
            {
                using var free = new TcpListener(IPAddress.Loopback, 0);
                free.Start();
                var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/";
                free.Stop();
                var listener = new HttpListener();
                listener.Prefixes.Add(url);
                try
                {
                    listener.Start();
                    return (listener, url);
                }
                catch (HttpListenerException) when (tries < 10)
                {
                    listener.Close();
                }
            }
        }

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                    Got.Enqueue((context.Request.Headers["X-Console-Event-Id"] ?? "", context.Request.Headers["X-Console-Signature"] ?? "", await reader.ReadToEndAsync()));
                    context.Response.StatusCode = Status;
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It is over.
            }
        }
    }
}

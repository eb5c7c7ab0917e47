using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public async Task Frames_answers_commits_commands_and_refusals_are_counted_with_few_tags()
    {
        await using var console = await RunningConsole.StartAsync();
        using var counted = new Counted(console.Get<IMeterFactory>());
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "METER-1", 1);
        await charger.CallForFrameAsync("NoSuchAction-17", "{}");
        await Assert.ThrowsAnyAsync<Exception>(() => RawCharger.ConnectAsync(console.Ocpp, "METER-2", "ocpp9.9"));
        var resetting = console.Web.WriteAsync("/api/chargers/METER-1/commands/Reset", """{"type":"Soft"}""");
        var (id, _) = await charger.ExpectCallAsync("Reset");
        await charger.AnswerAsync(id, """{"status":"Rejected"}""");
        await resetting;

        Assert.Equal(1, counted.Of("charging.ocpp.frames", "BootNotification call in"));
        Assert.Equal(1, counted.Of("charging.ocpp.frames", "BootNotification result out"));
        Assert.Equal(1, counted.Of("charging.ocpp.frames", "other error out"));
        Assert.Equal(1, counted.Of("charging.ocpp.frames", "Reset call out"));
        Assert.True(counted.Of("charging.ocpp.answer.duration", "BootNotification") > 0);
        Assert.True(counted.Of("charging.ocpp.charger.answer.duration", "Reset") > 0);
        Assert.True(counted.Of("charging.commit.units", "") > 0);
        Assert.True(counted.Of("charging.commit.duration", "") > 0);
        Assert.Equal(1, counted.Of("charging.commands", "Reset rejected"));
        Assert.Equal(1, counted.Of("charging.connections.rejected", ""));

        counted.Ask();
        Assert.Equal(1, counted.Of("charging.chargers.connected", ""));
        Assert.Equal(1, counted.Of("charging.database.available", ""));
        Assert.True(counted.Of("charging.database.size", "") > 4096);
        // The journal writes at its own pace, so a unit of its may wait at this moment.
        Assert.InRange(counted.Of("charging.commit.queue.depth", ""), 0, 2);
    }

    [Fact]
    public async Task Prometheus_reads_them_with_a_key_and_is_told_401_without()
    {
        var production = new ProductionConsole();
        await production.InitializeAsync();
        await using var console = production.Console;
        using var client = production.NewBrowser();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "METER-3", 1);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.ReadAsync("/metrics")).Status);
        var answer = await client.CallAsync(HttpMethod.Get, "/metrics", headers: ("X-API-Key", ProductionConsole.Viewer));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("charging_ocpp_frames_total{", answer.Text, StringComparison.Ordinal);
        Assert.Contains("action=\"BootNotification\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("METER-3", answer.Text, StringComparison.Ordinal);
        Assert.Contains("charging_database_size_bytes", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_dashboard_asks_only_for_metrics_that_are_there()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "METER-4", 1);
        var offered = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == ChargingMeter.Name)
            {
                offered.Add(instrument.Name.Replace('.', '_'));
            }
        };
        listener.Start();
        var dashboard = await File.ReadAllTextAsync(Path.Combine(Architecture.SourceTree.Root, "docs", "grafana", "charging-console.json"), TestContext.Current.CancellationToken);
        using var json = System.Text.Json.JsonDocument.Parse(dashboard);

        var asked = System.Text.RegularExpressions.Regex.Matches(dashboard, "charging_[a-z_]+").Select(match => match.Value).Distinct().ToList();

        Assert.True(asked.Count > 10);
        Assert.All(asked, name => Assert.Contains(offered, known => name.StartsWith(known, StringComparison.Ordinal)));
    }

    [Fact]
    public void Counting_a_frame_allocates_nothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meter = new ChargingMeter(services.GetRequiredService<IMeterFactory>());
        var frame = Rows.Frame(1) with { LatencyMicroseconds = 1500 };

        // The least of some rounds: tiered compilation allocates when it pleases.
        var least = Enumerable.Range(0, 20).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                meter.Frame(frame);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, least);
    }

    [Fact]
    public async Task A_listener_sees_a_span_for_each_call_and_each_commit()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ChargingTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "TRACE-1", 1);

        var ours = spans.Where(span => Equals(span.GetTagItem("ocpp.charge_point"), "TRACE-1")).ToList();
        Assert.Equal(["BootNotification", "StatusNotification"], ours.Select(span => span.GetTagItem("ocpp.action")).Order());
        Assert.All(ours, span => Assert.Null(span.ParentId));
        Assert.Contains(spans, span => span.OperationName == "database.commit");
    }

    /// <summary>The sums of all that one app measures; the last value of what is asked for.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<(string, string), double> _sums = new();

        public Counted(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ChargingMeter.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.Start();
        }

        public void Ask() => _listener.RecordObservableInstruments();

        public double Of(string name, string tags) => _sums.GetValueOrDefault((name, tags), double.NaN);

        public void Dispose() => _listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = (instrument.Name, string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
            _sums.AddOrUpdate(key, value, (_, sum) => instrument.IsObservable ? value : sum + value);
        }
    }
}

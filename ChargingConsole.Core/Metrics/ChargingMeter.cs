using System.Diagnostics.Metrics;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Metrics;

/// <summary>
/// What the server counts and measures about itself, all in one place. Nothing is allocated or counted
/// while nobody listens, and a tag has only values of a known, short list: no charge point, no id.
/// </summary>
public sealed class ChargingMeter
{
    /// <summary>The meter's name, for whoever listens.</summary>
    public const string Name = "ChargingConsole";

    private static readonly double[] s_seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly int[] s_units = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    private readonly Meter _meter;
    private readonly Counter<long> _frames;
    private readonly Histogram<double> _answerTime;
    private readonly Histogram<double> _chargerTime;
    private readonly Histogram<int> _commitUnits;
    private readonly Histogram<double> _commitTime;
    private readonly Counter<long> _commitFailures;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _lostFrames;
    private readonly Counter<long> _removedFrames;
    private readonly Counter<long> _rejections;
    private readonly UpDownCounter<int> _circuits;

    /// <summary>Makes the instruments; the factory disposes of them.</summary>
    public ChargingMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _frames = _meter.CreateCounter<long>("charging.ocpp.frames", "{frame}", "OCPP-J frames by action, kind and direction");
        _answerTime = Seconds("charging.ocpp.answer.duration", "From a charger's CALL to the answer written, its commit included");
        _chargerTime = Seconds("charging.ocpp.charger.answer.duration", "From our CALL to the charger's answer");
        _commitUnits = _meter.CreateHistogram<int>("charging.commit.units", "{unit}", "Units of work in one commit", advice: new() { HistogramBucketBoundaries = s_units });
        _commitTime = Seconds("charging.commit.duration", "One commit, its retries included");
        _commitFailures = _meter.CreateCounter<long>("charging.commit.failures", "{commit}", "Commits given up because the database is away");
        _commands = _meter.CreateCounter<long>("charging.commands", "{command}", "Commands that ended, by action and outcome");
        _lostFrames = _meter.CreateCounter<long>("charging.journal.lost", "{frame}", "Frames the journal could not take in time; gap rows say so");
        _removedFrames = _meter.CreateCounter<long>("charging.journal.removed", "{frame}", "Frames removed because they were older than the retention");
        _rejections = _meter.CreateCounter<long>("charging.connections.rejected", "{connection}", "Connections of chargers that were refused");
        _circuits = _meter.CreateUpDownCounter<int>("charging.dashboard.circuits", "{circuit}", "Dashboards that are open");
    }

    /// <summary>Offers a value that is asked for when somebody wants to know; null means unknown.</summary>
    public void Observe(string name, string unit, string description, Func<long?> value) =>
        _meter.CreateObservableGauge(name, () => value() is { } known ? [new Measurement<long>(known)] : (IEnumerable<Measurement<long>>)[], unit, description);

    /// <summary>A connection of a charge point was refused.</summary>
    public void ConnectionRejected() => _rejections.Add(1);

    /// <summary>A dashboard was opened (+1) or closed (-1).</summary>
    public void CircuitsChanged(int by) => _circuits.Add(by);

    /// <summary>A frame was read or written.</summary>
    internal void Frame(FrameRow frame)
    {
        if (_frames.Enabled)
        {
            _frames.Add(1, Action(frame.Action), Kind(frame.Kind), frame.Direction == FrameDirection.In ? s_in : s_out);
        }

        if (frame.LatencyMicroseconds is { } latency)
        {
            var histogram = frame.Direction == FrameDirection.Out ? _answerTime : _chargerTime;
            if (histogram.Enabled)
            {
                histogram.Record(latency / 1e6, Action(frame.Action));
            }
        }
    }

    internal void FramesLost(int count) => _lostFrames.Add(count);

    internal void FramesRemoved(int count) => _removedFrames.Add(count);

    internal void Committed(int units, TimeSpan took)
    {
        _commitUnits.Record(units);
        _commitTime.Record(took.TotalSeconds);
    }

    internal void CommitGivenUp() => _commitFailures.Add(1);

    internal void CommandEnded(CommandRow command)
    {
        if (_commands.Enabled)
        {
            _commands.Add(1, Action(command.Action), new KeyValuePair<string, object?>("outcome", Outcome(command.State)));
        }
    }

    private Histogram<double> Seconds(string name, string description) =>
        _meter.CreateHistogram<double>(name, "s", description, advice: new() { HistogramBucketBoundaries = s_seconds });

    // A charger may send any word as an action; only known ones become a series.
    private static KeyValuePair<string, object?> Action(string? action) =>
        new("action", action is null ? "" : ActionNames.IsKnown(action) ? action : "other");

    private static KeyValuePair<string, object?> Kind(FrameKind kind) => new("kind", kind switch
    {
        FrameKind.Call => "call",
        FrameKind.Result => "result",
        FrameKind.Error => "error",
        _ => "none",
    });

    private static string Outcome(CommandState state) => state switch
    {
        CommandState.Confirmed => "confirmed",
        CommandState.Accepted => "accepted",
        CommandState.Rejected => "rejected",
        CommandState.NotSupported => "not_supported",
        CommandState.Error => "error",
        CommandState.TimedOut => "timed_out",
        CommandState.Offline => "offline",
        CommandState.Expired => "expired",
        _ => "other",
    };

    private static readonly KeyValuePair<string, object?> s_in = new("direction", "in");
    private static readonly KeyValuePair<string, object?> s_out = new("direction", "out");
}

using System.Text.RegularExpressions;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Api;

/// <summary>Which frames and chargers a subscription lets through. Belongs to one stream: it remembers calls to know their answers.</summary>
internal sealed class LiveFilter
{
    private const int MaxCalls = 256;

    private readonly FrameFilter _frames;
    private readonly Regex? _session;
    private readonly HashSet<long> _calls = [];
    private readonly Queue<long> _callsInOrder = [];

    private LiveFilter(FrameFilter frames, int? transactionId)
    {
        _frames = frames;
        TransactionId = transactionId;
        _session = transactionId is { } id ? new Regex($"\"transactionId\"\\s*:\\s*{id}(?!\\d)", RegexOptions.CultureInvariant) : null;
    }

    /// <summary>The session followed, if it is one.</summary>
    public int? TransactionId { get; }

    /// <summary>The filter of a subscription, or null and why not.</summary>
    public static LiveFilter? Of(LiveSubscription asked, Fleet fleet, out string? refusal)
    {
        ChargePoint? chargePoint = null;
        if (MessageQuery.NullIfEmpty(asked.ChargePointId) is { } id && !fleet.TryFind(id, out chargePoint))
        {
            refusal = $"Charger {id} not found";
            return null;
        }

        var frames = MessageQuery.Filter(
            new FrameFilter
            {
                ChargePointKey = chargePoint?.Key,
                Action = MessageQuery.NullIfEmpty(asked.Action),
                ErrorsOnly = asked.Errors,
                FlaggedOnly = asked.Flags,
                LatencyOverMs = asked.LatencyOver,
                Text = MessageQuery.NullIfEmpty(asked.Q),
            },
            asked.Direction,
            asked.Kind,
            out var problem);
        refusal = problem?.ProblemDetails.Detail;
        return frames is null ? null : new LiveFilter(frames, asked.TransactionId);
    }

    /// <summary>Whether a frame passes. Frames have to be asked about in their order.</summary>
    public bool Passes(FrameRow frame) => IsOfSession(frame) && _frames.Matches(frame);

    /// <summary>Whether a charger's changes pass.</summary>
    public bool Passes(ChargePoint chargePoint, SessionView? session) =>
        (_frames.ChargePointKey is null || chargePoint.Key == _frames.ChargePointKey)
        && (TransactionId is null || string.Equals(session?.ChargePointId, chargePoint.Id, StringComparison.OrdinalIgnoreCase));

    private bool IsOfSession(FrameRow frame)
    {
        if (_session is null)
        {
            return true;
        }

        if (frame.CallId is { } call && _calls.Contains(call))
        {
            return true;
        }

        if (!_session.IsMatch(frame.Payload))
        {
            return false;
        }

        _calls.Add(frame.Id);
        _callsInOrder.Enqueue(frame.Id);
        if (_callsInOrder.Count > MaxCalls)
        {
            _calls.Remove(_callsInOrder.Dequeue());
        }

        return true;
    }
}

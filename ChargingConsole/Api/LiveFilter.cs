using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Api;

/// <summary>Which frames and chargers a subscription lets through. Belongs to one stream: it remembers calls to know their answers.</summary>
internal sealed class LiveFilter
{
    private readonly FrameFilter _frames;
    private readonly FrameSieve _sieve;

    private LiveFilter(FrameFilter frames) => (_frames, _sieve) = (frames, new FrameSieve(frames));

    /// <summary>The session followed, if it is one.</summary>
    public int? TransactionId => _frames.Transaction;

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
                Transaction = asked.TransactionId,
            },
            asked.Direction,
            asked.Kind,
            out var problem);
        refusal = problem?.ProblemDetails.Detail;
        return frames is null ? null : new LiveFilter(frames);
    }

    /// <summary>The frames that pass. They have to be told in their order.</summary>
    public List<FrameRow> Pass(IEnumerable<FrameRow> frames) => _sieve.Pass(frames);

    /// <summary>Whether a charger's changes pass.</summary>
    public bool Passes(ChargePoint chargePoint, SessionView? session) =>
        (_frames.ChargePointKey is null || chargePoint.Key == _frames.ChargePointKey)
        && (TransactionId is null || string.Equals(session?.ChargePointId, chargePoint.Id, StringComparison.OrdinalIgnoreCase));
}

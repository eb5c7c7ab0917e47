using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// A filter over frames as they come. Whether an exchange is about a transaction shows in its CALL or only in its
/// answer, so one reader's sieve remembers CALLs: frames have to be told in their order.
/// </summary>
public sealed class FrameSieve
{
    private const int MostCalls = 256;

    private readonly FrameFilter _filter;
    private readonly FrameFilter _half;
    private readonly HashSet<long> _named = [];
    private readonly Queue<long> _namedInOrder = [];
    private readonly Dictionary<long, FrameRow> _starts = [];
    private readonly Queue<long> _startsInOrder = [];

    /// <summary>Makes a sieve that has seen nothing.</summary>
    public FrameSieve(FrameFilter filter) => (_filter, _half) = (filter, filter with { Transaction = null });

    /// <summary>The frames that pass, as they came; a start that came earlier right before the answer that tells what it is about.</summary>
    public List<FrameRow> Pass(IEnumerable<FrameRow> frames)
    {
        if (_filter.Transaction is not { } transaction)
        {
            return [.. frames.Where(_filter.Matches)];
        }

        var passed = new List<FrameRow>();
        foreach (var frame in frames)
        {
            if (_filter.ChargePointKey is not null && frame.ChargePointKey != _filter.ChargePointKey)
            {
                continue;
            }

            if (IsAbout(transaction, frame, out var start))
            {
                passed.AddRange(((FrameRow?[])[start, frame]).OfType<FrameRow>().Where(_half.Matches));
            }
        }

        return passed;
    }

    private bool IsAbout(int transaction, FrameRow frame, out FrameRow? start)
    {
        start = null;
        if (frame.CallId is { } call && _named.Contains(call))
        {
            return true;
        }

        if (TransactionNames.Names(frame.Payload, transaction))
        {
            if (frame.CallId is { } asked)
            {
                _starts.Remove(asked, out start);
            }

            Remember(frame);
            return true;
        }

        if (frame.Kind == FrameKind.Call && string.Equals(frame.Action, "StartTransaction", StringComparison.OrdinalIgnoreCase))
        {
            _starts[frame.Id] = frame;
            _startsInOrder.Enqueue(frame.Id);
            if (_startsInOrder.Count > MostCalls)
            {
                _starts.Remove(_startsInOrder.Dequeue());
            }
        }

        return false;
    }

    private void Remember(FrameRow frame)
    {
        if (frame.Kind != FrameKind.Call || !_named.Add(frame.Id))
        {
            return;
        }

        _namedInOrder.Enqueue(frame.Id);
        if (_namedInOrder.Count > MostCalls)
        {
            _named.Remove(_namedInOrder.Dequeue());
        }
    }
}

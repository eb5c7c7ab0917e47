using System.Diagnostics.CodeAnalysis;

namespace ChargingConsole.Core.FollowUps;

/// <summary>
/// What is to be looked at later, in the order in which it is due. Handlers and sessions put it here and go on;
/// <see cref="FollowUpWorker"/> does it beside them. The same look is never planned twice.
/// </summary>
public sealed class Agenda(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<FollowUp, long> _due = new();
    private readonly HashSet<FollowUp> _planned = [];

    /// <summary>How much is planned.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _due.Count;
            }
        }
    }

    /// <summary>Plans a look; one that is planned already stays where it is.</summary>
    internal void Plan(FollowUp followUp, TimeSpan after)
    {
        lock (_lock)
        {
            if (_planned.Add(followUp))
            {
                // By the clock that never jumps.
                _due.Enqueue(followUp, clock.GetTimestamp() + (long)(after.TotalSeconds * clock.TimestampFrequency));
            }
        }
    }

    /// <summary>Takes the next look that is due.</summary>
    internal bool TryTake([MaybeNullWhen(false)] out FollowUp followUp)
    {
        lock (_lock)
        {
            if (!_due.TryPeek(out followUp, out var at) || at > clock.GetTimestamp())
            {
                return false;
            }

            _due.Dequeue();
            _planned.Remove(followUp);
            return true;
        }
    }
}

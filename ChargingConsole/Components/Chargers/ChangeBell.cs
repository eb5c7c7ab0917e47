using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Components.Chargers;

/// <summary>Rings at the views of those chargers that changed. Used on the page's own thread only.</summary>
public sealed class ChangeBell
{
    private readonly Dictionary<ChargePoint, List<Action>> _watchers = [];

    /// <summary>Calls back when the charger changed.</summary>
    public IDisposable Watch(ChargePoint chargePoint, Action changed)
    {
        if (!_watchers.TryGetValue(chargePoint, out var actions))
        {
            _watchers[chargePoint] = actions = [];
        }

        actions.Add(changed);
        return new Watching(() =>
        {
            if (actions.Remove(changed) && actions.Count == 0 && _watchers.TryGetValue(chargePoint, out var present) && ReferenceEquals(present, actions))
            {
                _watchers.Remove(chargePoint);
            }
        });
    }

    /// <summary>Tells that these changed.</summary>
    public void Ring(IEnumerable<ChargePoint> chargePoints)
    {
        foreach (var chargePoint in chargePoints)
        {
            if (_watchers.TryGetValue(chargePoint, out var actions))
            {
                foreach (var action in actions.ToArray())
                {
                    action();
                }
            }
        }
    }

    /// <summary>Tells that everything may have changed.</summary>
    public void RingAll() => Ring(_watchers.Keys.ToArray());

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

namespace ChargingConsole.Simulator.ChargePoints.Authorising;

/// <summary>What the central system last said about the tags seen here (OCPP 1.6 §3.5.1); the one not seen longest makes room.</summary>
internal sealed class AuthorisationCache(ConfigurationKeys keys)
{
    private const int Capacity = 100;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string IdTag, TagInfo Info)> _entries = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public void Remember(string idTag, TagInfo info)
    {
        if (!keys.IsTrue("AuthorizationCacheEnabled"))
        {
            return;
        }

        lock (_gate)
        {
            Forget(idTag);
            _entries.AddFirst((idTag, info));
            if (_entries.Count > Capacity)
            {
                _entries.RemoveLast();
            }
        }
    }

    public TagInfo? Find(string idTag)
    {
        lock (_gate)
        {
            return keys.IsTrue("AuthorizationCacheEnabled")
                ? _entries.FirstOrDefault(entry => IsSame(entry.IdTag, idTag)).Info
                : null;
        }
    }

    /// <summary>False when there is no cache to clear.</summary>
    public bool TryClear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }

        return keys.IsTrue("AuthorizationCacheEnabled");
    }

    private void Forget(string idTag)
    {
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            if (IsSame(node.Value.IdTag, idTag))
            {
                _entries.Remove(node);
                return;
            }
        }
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

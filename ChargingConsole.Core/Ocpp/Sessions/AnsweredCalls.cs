namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>
/// The last few CALLs answered on one socket. Charge points that missed an answer send the CALL again
/// with the same unique id: they get the same answer and nothing changes.
/// </summary>
internal sealed class AnsweredCalls
{
    private const int Capacity = 4;

    // Nearly every charge point repeats only its latest CALL, so a few slots are enough and cost an idle socket nothing.
    private Entry[]? _entries;
    private int _next;

    /// <summary>What was answered to this very CALL, if it was; <paramref name="isReused"/> tells that the id was used for another.</summary>
    public bool TryFind(string uniqueId, ulong content, out byte[] reply, out bool isReused)
    {
        isReused = false;
        foreach (var entry in _entries ?? [])
        {
            if (entry.UniqueId == uniqueId)
            {
                if (entry.Content == content)
                {
                    reply = entry.Reply;
                    isReused = false;
                    return true;
                }

                isReused = true;
            }
        }

        reply = [];
        return false;
    }

    public void Add(string uniqueId, ulong content, ReadOnlySpan<byte> reply)
    {
        _entries ??= new Entry[Capacity];
        _entries[_next] = new Entry(uniqueId, content, reply.ToArray());
        _next = (_next + 1) % Capacity;
    }

    private readonly record struct Entry(string UniqueId, ulong Content, byte[] Reply);
}

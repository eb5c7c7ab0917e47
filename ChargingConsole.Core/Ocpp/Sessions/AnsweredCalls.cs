using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>
/// The last few CALLs answered on one socket. Charge points that missed an answer send the CALL again
/// with the same unique id: they get the same answer and nothing changes.
/// </summary>
internal sealed class AnsweredCalls
{
    private const int Capacity = 4;

    // Nearly every charge point repeats only its latest CALL, so a few slots are enough and cost an idle socket nothing.
    private AnsweredCall[]? _calls;
    private int _next;

    /// <summary>
    /// What was answered to this very CALL, if it was; <paramref name="isReused"/> tells that the id was used
    /// for another. Only the latest CALL with an id counts: one that always sends the same id is not repeating
    /// itself when it says again what it said before last.
    /// </summary>
    public bool TryFind(string uniqueId, ulong content, out AnsweredCall known, out bool isReused)
    {
        isReused = false;
        for (var age = 1; _calls is not null && age <= Capacity; age++)
        {
            ref readonly var call = ref _calls[(_next - age + Capacity) % Capacity];
            if (call.UniqueId == uniqueId)
            {
                known = call;
                isReused = call.Content != content;
                return !isReused;
            }
        }

        known = default;
        return false;
    }

    /// <summary>The latest answer, or null when there was none.</summary>
    public LastAnswer? Latest => _calls?[(_next - 1 + Capacity) % Capacity] is { UniqueId: not null } latest
        ? new LastAnswer(latest.UniqueId, latest.Action, latest.Frame)
        : null;

    public void Add(string uniqueId, string action, ulong content, ReadOnlySpan<byte> frame, in Reply reply)
    {
        _calls ??= new AnsweredCall[Capacity];
        _calls[_next] = new AnsweredCall(uniqueId, action, content, frame.ToArray(), reply);
        _next = (_next + 1) % Capacity;
    }
}

/// <summary>A CALL and the answer it got.</summary>
internal readonly record struct AnsweredCall(string UniqueId, string Action, ulong Content, byte[] Frame, Reply Reply);

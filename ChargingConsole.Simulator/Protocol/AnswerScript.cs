using System.Collections.Concurrent;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>Overrides how CALLs of the central system are answered, per action; everything else is answered as a charger would.</summary>
public sealed class AnswerScript
{
    private readonly ConcurrentDictionary<string, Func<InboundCall, Answer?>> _byAction = new(StringComparer.Ordinal);

    /// <summary>Answers every CALL of the action this way, and does nothing else about it.</summary>
    public Answer this[string action]
    {
        set => _byAction[action] = _ => value;
    }

    /// <summary>Lets a function decide for every CALL of the action; null from it means as usual.</summary>
    public void When(string action, Func<InboundCall, Answer?> decide) => _byAction[action] = decide;

    /// <summary>Back to the usual for the action.</summary>
    public void Remove(string action) => _byAction.TryRemove(action, out _);

    internal Answer For(InboundCall call) =>
        _byAction.TryGetValue(call.Action, out var decide) ? decide(call) ?? Answer.Normal : Answer.Normal;
}

using System.Collections.Concurrent;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>
/// Overrides how CALLs of the central system are answered, per action; everything else is answered as a charger would.
/// The action * stands for every action that has no line of its own.
/// </summary>
public sealed class AnswerScript
{
    private const string Every = "*";

    private readonly ConcurrentDictionary<string, Func<InboundCall, Answer?>> _byAction = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _once = new(StringComparer.Ordinal);

    /// <summary>Answers every CALL of the action this way, and does nothing else about it.</summary>
    public Answer this[string action]
    {
        set => _byAction[action] = _ => value;
    }

    /// <summary>Lets a function decide for every CALL of the action; null from it means as usual.</summary>
    public void When(string action, Func<InboundCall, Answer?> decide) => _byAction[action] = decide;

    /// <summary>Answers the next CALL of the action this way; several are used up in the order given, before any other rule.</summary>
    public void Once(string action, Answer answer) => _once.GetOrAdd(action, _ => new ConcurrentQueue<Answer>()).Enqueue(answer);

    /// <summary>Adds what a line such as "Reset=Rejected,once" says; throws <see cref="FormatException"/> when it says nothing.</summary>
    public void Add(string line)
    {
        var (action, answer, isOnce) = AnswerLine.Parse(line);
        if (isOnce)
        {
            Once(action, answer);
        }
        else
        {
            this[action] = answer;
        }
    }

    /// <summary>Back to the usual for the action.</summary>
    public void Remove(string action)
    {
        _byAction.TryRemove(action, out _);
        _once.TryRemove(action, out _);
    }

    internal Answer For(InboundCall call) =>
        Next(call.Action) ?? Next(Every) ?? Rule(call.Action, call) ?? Rule(Every, call) ?? Answer.Normal;

    private Answer? Next(string action) => _once.TryGetValue(action, out var queue) && queue.TryDequeue(out var answer) ? answer : null;

    private Answer? Rule(string action, InboundCall call) => _byAction.TryGetValue(action, out var decide) ? decide(call) : null;
}

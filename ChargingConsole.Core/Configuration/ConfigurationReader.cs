using System.Globalization;
using System.Text.Json;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Core.Configuration;

/// <summary>How far a reading has come.</summary>
/// <param name="Requests">How many requests were answered or given up.</param>
/// <param name="Keys">How many keys were told.</param>
/// <param name="Waiting">How many keys are still to be asked for by name.</param>
public readonly record struct ReadingProgress(int Requests, int Keys, int Waiting);

/// <summary>What came of a reading.</summary>
/// <param name="Success">Whether the charge point told at least one key, or that it does not know those asked for.</param>
/// <param name="Code">The last outcome's word, of <see cref="OutcomeCode"/>.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="Keys">The keys it told.</param>
/// <param name="Unknown">The keys it said it does not know.</param>
/// <param name="Unanswered">The keys asked for by name to which no usable answer came.</param>
public sealed record Reading(
    bool Success, string Code, string Message, IReadOnlyList<string> Keys, IReadOnlyList<string> Unknown, IReadOnlyList<string> Unanswered);

/// <summary>
/// Reads a charge point's configuration to the end. All keys are asked for by leaving <c>key</c> out, since
/// an empty list means "none" to some. What that leaves open (an error, nothing told, as many keys as one answer
/// may have) is asked for by name: in portions of GetConfigurationMaxKeys, and key by key where a portion fails,
/// since some break on a single key that they do not know.
/// </summary>
public sealed class ConfigurationReader(CommandDesk desk, ConfigurationBook book)
{
    private const string Action = "GetConfiguration";

    /// <summary>How many keys to ask for at once when the charge point does not say.</summary>
    private const int Portion = 20;

    /// <summary>After so many unanswered requests in a row the charge point is left alone.</summary>
    private const int Patience = 3;

    /// <summary>Reads all keys, or those named.</summary>
    /// <param name="chargePoint">Who is asked.</param>
    /// <param name="keys">The keys; all when empty.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    /// <param name="progress">Told after every answer.</param>
    public async Task<Reading> ReadAsync(ChargePoint chargePoint, IReadOnlyCollection<string> keys, Actor requestedBy, IProgress<ReadingProgress>? progress = null)
    {
        var run = new Run(chargePoint, requestedBy, progress);
        string[] open = [.. keys.Select(key => key.Trim()).Where(key => key.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (open.Length == 0)
        {
            await AskAsync(run, []);
            open = run.IsOver ? [] : Missing(run);
        }

        await AskByNameAsync(run, open);
        return run.End();
    }

    /// <summary>What an answer to "all keys" left open; nothing when it can be believed to be whole.</summary>
    private string[] Missing(Run run)
    {
        var isWhole = run.Keys.Count > 0 && !(book.Number(run.ChargePoint, "GetConfigurationMaxKeys") is { } most && run.Keys.Count >= most);
        return isWhole
            ? []
            :
            [
                .. book.Of(run.ChargePoint).Values.Where(row => row.IsKnown).Select(row => row.Key)
                    .Concat(KnownKeys.All.Select(key => key.Name))
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Where(key => key.Length <= KnownKeys.MaxKeyLength && !run.Keys.Contains(key)),
            ];
    }

    private async Task AskByNameAsync(Run run, string[] keys)
    {
        var portion = Math.Clamp(book.Number(run.ChargePoint, "GetConfigurationMaxKeys") ?? Portion, 1, 100);
        var waiting = new Queue<string[]>(keys.Chunk(portion));
        while (!run.IsOver && waiting.TryDequeue(out var names))
        {
            run.Waiting = names.Length + waiting.Sum(others => others.Length);
            if (await AskAsync(run, names))
            {
                continue;
            }

            if (names.Length == 1)
            {
                run.Unanswered.Add(names[0]);
                continue;
            }

            // One of them is what it cannot bear: from here on one at a time.
            waiting = new Queue<string[]>(names.Concat(waiting.SelectMany(others => others)).Select(name => new[] { name }));
        }

        run.Unanswered.AddRange(waiting.SelectMany(names => names));
    }

    /// <summary>Asks once; false when nothing usable came back.</summary>
    private async Task<bool> AskAsync(Run run, string[] names)
    {
        var outcome = await desk.SendAsync(run.ChargePoint.Id, Action, Payload(names), run.RequestedBy);
        run.Last = outcome;
        var told = 0;
        if (outcome.IsAccepted)
        {
            var answer = ConfigurationAnswer.Read(outcome.Command?.Answer);
            told = answer.Keys.Count + answer.Unknown.Count;
            run.Keys.UnionWith(answer.Keys.Select(key => key.Key));
            run.Unknown.UnionWith(answer.Unknown);
            run.Silence = 0;
        }
        else if (outcome.Code is OutcomeCode.NoAnswer)
        {
            run.Silence++;
        }

        run.Answered();
        // A charge point that has gone, or that never answers, is not asked fifty times more.
        run.IsOver = outcome.Code is OutcomeCode.NotConnected or OutcomeCode.NotSupported or OutcomeCode.UnknownCharger or OutcomeCode.Unavailable || run.Silence >= Patience;
        return told > 0;
    }

    /// <summary>The request for these keys; for all when there are none.</summary>
    internal static string Payload(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "{}" : $$"""{"key":[{{string.Join(',', names.Select(name => JsonSerializer.Serialize(name, ConfigurationJson.Plain.String)))}}]}""";

    private sealed class Run(ChargePoint chargePoint, Actor requestedBy, IProgress<ReadingProgress>? progress)
    {
        private int _requests;

        public ChargePoint ChargePoint { get; } = chargePoint;

        public Actor RequestedBy { get; } = requestedBy;

        public HashSet<string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Unknown { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<string> Unanswered { get; } = [];

        public CommandOutcome? Last { get; set; }

        public int Silence { get; set; }

        public int Waiting { get; set; }

        public bool IsOver { get; set; }

        public void Answered() => progress?.Report(new ReadingProgress(++_requests, Keys.Count, Waiting));

        public Reading End()
        {
            var told = Keys.Count + Unknown.Count > 0;
            var message = !told
                ? Last is { IsAccepted: false } refused ? refused.Message : "The charger answered without telling a single key."
                : string.Create(CultureInfo.InvariantCulture, $"{Keys.Count} {(Keys.Count == 1 ? "key" : "keys")} read")
                    + (Unknown.Count > 0 ? $", {Unknown.Count} not known to the charger" : "")
                    + (Unanswered.Count > 0 ? $", {Unanswered.Count} without an answer" : "") + ".";
            return new Reading(
                told,
                told ? OutcomeCode.Accepted : Last is { IsAccepted: false } failed ? failed.Code : "nothing_told",
                message,
                [.. Keys],
                [.. Unknown.Where(key => !Keys.Contains(key))],
                Unanswered);
        }
    }
}

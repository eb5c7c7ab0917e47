using System.Collections.Concurrent;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Core.LocalLists;

/// <summary>What came of bringing a charge point's list up to date.</summary>
public sealed record LocalListOutcome
{
    /// <summary>One of <see cref="OutcomeCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The outcome in plain words.</summary>
    public required string Message { get; init; }

    /// <summary>Full or Differential: what was sent in the end.</summary>
    public required string UpdateType { get; init; }

    /// <summary>The last answer in the charge point's own word; null when nothing was sent or answered.</summary>
    public string? Status { get; init; }

    /// <summary>How many tags were sent and accepted.</summary>
    public int Sent { get; init; }

    /// <summary>The commands, in the order they were sent.</summary>
    public IReadOnlyList<long> CommandIds { get; init; } = [];

    /// <summary>Whether the charge point's list is now as it ought to be.</summary>
    public bool IsAccepted => Code == OutcomeCode.Accepted;
}

/// <summary>
/// Brings charge points' local authorisation lists up to date with the id tags, in messages small enough for them:
/// the first of a full update replaces the list, the others add to it (OCPP 1.6 §5.15).
/// </summary>
public sealed class LocalListSender(CommandDesk desk, Fleet fleet, LocalListBook book, LocalListLimits limits)
{
    private readonly ConcurrentDictionary<int, string> _sending = new();

    /// <summary>Sends what is needed, and waits for the answers.</summary>
    /// <param name="chargePointId">The charge point's identity.</param>
    /// <param name="full">Whether to replace the whole list. A differential update becomes a full one where only that can help.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    public async Task<LocalListOutcome> SendAsync(string chargePointId, bool full, Actor requestedBy)
    {
        if (fleet.Find(chargePointId) is not { } chargePoint)
        {
            return Refused(OutcomeCode.UnknownCharger, $"Charger {chargePointId} not found", full);
        }

        if (!_sending.TryAdd(chargePoint.Key, requestedBy.Name))
        {
            return Refused(OutcomeCode.InProgress, $"{_sending.GetValueOrDefault(chargePoint.Key, "Somebody")} is updating this list right now", full);
        }

        try
        {
            var isFull = full || book.Of(chargePoint).NeedsFull;
            var outcome = await SendAsync(chargePoint, isFull, requestedBy);
            if (!isFull && outcome.Status == LocalListStatus.VersionMismatch)
            {
                // The charge point's list is another than we thought: only a full one helps.
                var again = await SendAsync(chargePoint, isFull: true, requestedBy);
                return again with { CommandIds = [.. outcome.CommandIds, .. again.CommandIds] };
            }

            return outcome;
        }
        finally
        {
            _sending.TryRemove(chargePoint.Key, out _);
        }
    }

    private async Task<LocalListOutcome> SendAsync(ChargePoint chargePoint, bool isFull, Actor requestedBy)
    {
        var type = isFull ? LocalListUpdate.Full : LocalListUpdate.Differential;
        var wanted = book.Wanted(chargePoint, limits.RoomOf(chargePoint));
        var changes = isFull
            ? [.. wanted.Select(entry => new LocalListChange(entry.IdTag, entry))]
            : LocalListBook.Difference(book.Of(chargePoint).Entries, wanted);
        if (changes.Count == 0 && !isFull)
        {
            return new LocalListOutcome { Code = OutcomeCode.Accepted, Message = "The charger's list is up to date; nothing had to be sent.", UpdateType = type };
        }

        var ids = new List<long>();
        var sent = 0;
        IEnumerable<LocalListChange[]> parts = changes.Count == 0 ? [[]] : changes.Chunk(limits.PartOf(chargePoint));
        foreach (var part in parts)
        {
            var payload = LocalListJson.Payload(book.Of(chargePoint).NextVersion, isFull && ids.Count == 0, part);
            var outcome = await desk.SendAsync(chargePoint.Id, SendLocalListEffect.Name, payload, requestedBy);
            if (outcome.Command is { } command)
            {
                ids.Add(command.Id);
            }

            if (!outcome.IsAccepted)
            {
                return new LocalListOutcome { Code = outcome.Code, Message = Told(outcome, sent, changes.Count), UpdateType = type, Status = outcome.Command?.AnswerStatus, Sent = sent, CommandIds = ids };
            }

            sent += part.Length;
        }

        return new LocalListOutcome
        {
            Code = OutcomeCode.Accepted,
            Message = $"The charger's list is up to date: version {book.Of(chargePoint).Version}, {wanted.Count} {(wanted.Count == 1 ? "tag" : "tags")}.",
            UpdateType = type,
            Status = LocalListStatus.Accepted,
            Sent = sent,
            CommandIds = ids,
        };
    }

    private static string Told(CommandOutcome outcome, int sent, int all) =>
        sent == 0 ? outcome.Message : $"{outcome.Message} {sent} of {all} tags had been sent before.";

    private static LocalListOutcome Refused(string code, string message, bool full) =>
        new() { Code = code, Message = message, UpdateType = full ? LocalListUpdate.Full : LocalListUpdate.Differential };
}

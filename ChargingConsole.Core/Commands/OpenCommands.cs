using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.Commands;

/// <summary>The commands that have not ended, or whose end is on its way to the disk, by charge point: what is being asked right now, and by whom.</summary>
public sealed class OpenCommands
{
    private readonly ConcurrentDictionary<int, ImmutableList<OpenCommand>> _byChargePoint = new();

    /// <summary>The open commands of a charge point, oldest first.</summary>
    public IReadOnlyList<OpenCommand> Of(ChargePoint chargePoint) =>
        _byChargePoint.TryGetValue(chargePoint.Key, out var commands) ? commands : [];

    /// <summary>All open commands.</summary>
    public IEnumerable<OpenCommand> All => _byChargePoint.Values.SelectMany(commands => commands);

    /// <summary>The start that this StartTransaction answers: the oldest agreed or unanswered one with that connector and tag (null for any); null when nobody asked.</summary>
    public OpenCommand? FindStart(ChargePoint chargePoint, int? connectorId, string? idTag) =>
        Of(chargePoint).FirstOrDefault(command =>
            command.Row is { Action: RemoteStart, State: CommandState.Sent or CommandState.Accepted or CommandState.TimedOut } row
            && (row.ConnectorId is null || connectorId is null || row.ConnectorId == connectorId)
            && (idTag is null || string.Equals(row.IdTag?.Trim(), idTag.Trim(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether an agreed stop waits for the StopTransaction of this transaction.</summary>
    public bool IsStopping(ChargePoint chargePoint, int transactionId) =>
        Of(chargePoint).Any(command => command.Row is { Action: RemoteStop, State: CommandState.Accepted } row && row.TransactionId == transactionId);

    /// <summary>The starts that may still become a transaction: agreed, or sent and not answered.</summary>
    public IEnumerable<OpenCommand> PendingStarts =>
        All.Where(command => command.Row is { Action: RemoteStart, State: CommandState.Accepted or CommandState.TimedOut });

    internal void Add(OpenCommand command) =>
        _byChargePoint.AddOrUpdate(
            command.ChargePoint.Key,
            static (_, added) => [added],
            static (_, commands, added) => commands.Add(added),
            command);

    /// <summary>Adds the command unless one that <paramref name="collides"/> is open; gives that one then.</summary>
    internal OpenCommand? TryAdd(OpenCommand command, Func<OpenCommand, bool> collides)
    {
        while (true)
        {
            if (!_byChargePoint.TryGetValue(command.ChargePoint.Key, out var commands))
            {
                if (_byChargePoint.TryAdd(command.ChargePoint.Key, [command]))
                {
                    return null;
                }

                continue;
            }

            if (commands.FirstOrDefault(collides) is { } other)
            {
                return other;
            }

            if (_byChargePoint.TryUpdate(command.ChargePoint.Key, commands.Add(command), commands))
            {
                return null;
            }
        }
    }

    internal void Remove(OpenCommand command)
    {
        while (_byChargePoint.TryGetValue(command.ChargePoint.Key, out var commands))
        {
            var rest = commands.Remove(command);
            var done = rest.IsEmpty
                ? _byChargePoint.TryRemove(new KeyValuePair<int, ImmutableList<OpenCommand>>(command.ChargePoint.Key, commands))
                : _byChargePoint.TryUpdate(command.ChargePoint.Key, rest, commands);
            if (done)
            {
                return;
            }
        }
    }

    internal const string RemoteStart = "RemoteStartTransaction";
    internal const string RemoteStop = "RemoteStopTransaction";
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.Commands;

/// <summary>A command that has not ended, as it stands.</summary>
public sealed class OpenCommand
{
    private readonly TaskCompletionSource<TransactionRow?> _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal OpenCommand(ChargePoint chargePoint, CommandRow row)
    {
        ChargePoint = chargePoint;
        Row = row;
    }

    /// <summary>The charge point asked.</summary>
    public ChargePoint ChargePoint { get; }

    /// <summary>The command as it stands.</summary>
    public CommandRow Row { get; internal set; }

    /// <summary>
    /// For a start or stop: the transaction once it began or ended. Null when it never did, or when the
    /// command has no such effect.
    /// </summary>
    public Task<TransactionRow?> Confirmation => _confirmed.Task;

    internal Lock Lock { get; } = new();

    internal void Confirmed(TransactionRow? transaction) => _confirmed.TrySetResult(transaction);
}

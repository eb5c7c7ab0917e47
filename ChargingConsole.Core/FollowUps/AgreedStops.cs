using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.FollowUps;

/// <summary>Watches every agreed stop until its session has ended.</summary>
internal sealed class AgreedStops(Agenda agenda, TransactionBook transactions, IOptions<ChargingOptions> options) : ICommandEffect
{
    public string Action => OpenCommands.RemoteStop;

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit) => () => Watch(chargePoint, command);

    /// <summary>Plans to look at it, when it is an agreed stop of an open session.</summary>
    public void Watch(ChargePoint chargePoint, CommandRow command)
    {
        if (command is { Action: OpenCommands.RemoteStop, State: CommandState.Accepted, TransactionId: { } id } && transactions.FindOpen(id) is { } transaction)
        {
            agenda.Plan(new FollowUp(FollowUpKind.Stop, chargePoint, transaction.ConnectorId, id), TimeSpan.FromSeconds(options.Value.StopAskSeconds));
            agenda.Plan(new FollowUp(FollowUpKind.StopOverdue, chargePoint, transaction.ConnectorId, id), TimeSpan.FromSeconds(options.Value.StopGiveUpSeconds));
        }
    }
}

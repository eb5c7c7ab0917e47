using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Core.Commands;

/// <summary>
/// What commands of one action do beyond their own record, whoever asked: a page, the API or a job.
/// Implementations live in the room they change and are registered as services.
/// </summary>
public interface ICommandEffect
{
    /// <summary>The OCPP action; null for every action.</summary>
    string? Action { get; }

    /// <summary>Completes the payload before it is checked, recorded and sent, for instance with an id that the caller left out.</summary>
    string Prepare(ChargePoint chargePoint, string payload) => payload;

    /// <summary>What stands against sending the prepared payload, besides the specification; empty when nothing does.</summary>
    IEnumerable<PayloadFault> Check(ChargePoint chargePoint, string payload) => [];

    /// <summary>
    /// The command is about to be recorded: rows added to <paramref name="unit"/> are committed together with its first
    /// record, before anything is sent. The payload is the one that goes out, with its secrets, which the record hides.
    /// </summary>
    /// <returns>What to do to live state after that commit and before the command is sent, or null.</returns>
    Action? Recording(ChargePoint chargePoint, CommandRow command, string payload, UnitOfWork unit) => null;

    /// <summary>The command is recorded and goes out now; what was prepared for it is no mere preparation any more.</summary>
    void Asked(ChargePoint chargePoint, CommandRow command)
    {
    }

    /// <summary>
    /// The charge point answered, perhaps late, perhaps with an error. Rows added to <paramref name="unit"/> are
    /// committed together with the command's record, however long the database is away; what later answers of the
    /// charge point change is worked out after that. This runs under the command's lock: no waiting in here.
    /// </summary>
    /// <param name="chargePoint">Who answered.</param>
    /// <param name="command">The command with its state, its request and the raw answer.</param>
    /// <param name="unit">Takes the rows to write.</param>
    /// <returns>What to do to live state after the commit, or null.</returns>
    Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit);
}

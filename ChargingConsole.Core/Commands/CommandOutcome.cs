using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Core.Commands;

/// <summary>What came of a command, as far as the charge point's answer goes.</summary>
public sealed record CommandOutcome
{
    /// <summary>A stable word for programs; one of <see cref="OutcomeCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The outcome in plain words.</summary>
    public required string Message { get; init; }

    /// <summary>Where the payload breaks the specification; empty unless the code is <see cref="OutcomeCode.InvalidPayload"/>.</summary>
    public IReadOnlyList<PayloadFault> Faults { get; init; } = [];

    /// <summary>The recorded command; null when it was refused before anything was recorded.</summary>
    public CommandRow? Command { get; init; }

    /// <summary>For a start or stop that was agreed: the transaction once it began or ended, null when it never did.</summary>
    public Task<TransactionRow?> Confirmation { get; init; } = Task.FromResult<TransactionRow?>(null);

    /// <summary>Whether the charge point agreed.</summary>
    public bool IsAccepted => Code == OutcomeCode.Accepted;
}

/// <summary>The stable words for outcomes of commands.</summary>
public static class OutcomeCode
{
    /// <summary>The charge point agreed.</summary>
    public const string Accepted = "accepted";
    /// <summary>The charge point answered with another status than Accepted.</summary>
    public const string Rejected = "rejected";
    /// <summary>The charge point does not know the action.</summary>
    public const string NotSupported = "not_supported";
    /// <summary>The charge point answered with a CALLERROR.</summary>
    public const string CallError = "call_error";
    /// <summary>The charge point did not answer in time, or its connection ended first.</summary>
    public const string NoAnswer = "no_answer";
    /// <summary>The charge point is not connected.</summary>
    public const string NotConnected = "not_connected";
    /// <summary>There is no such charge point.</summary>
    public const string UnknownCharger = "unknown_charger";
    /// <summary>The central system has no such request to send.</summary>
    public const string UnknownAction = "unknown_action";
    /// <summary>The payload breaks the specification; nothing was sent.</summary>
    public const string InvalidPayload = "invalid";
    /// <summary>There is no such connector.</summary>
    public const string UnknownConnector = "unknown_connector";
    /// <summary>The connector is not free.</summary>
    public const string NotAvailable = "not_available";
    /// <summary>The charge point is in maintenance.</summary>
    public const string InMaintenance = "in_maintenance";
    /// <summary>The id tag may not charge.</summary>
    public const string InvalidIdTag = "invalid_id_tag";
    /// <summary>The same is being asked of the same connector right now.</summary>
    public const string InProgress = "in_progress";
    /// <summary>There is no such transaction.</summary>
    public const string UnknownTransaction = "unknown_transaction";
    /// <summary>The transaction has ended already.</summary>
    public const string AlreadyStopped = "already_stopped";
    /// <summary>The database is away, so nothing could be recorded and nothing was sent.</summary>
    public const string Unavailable = "unavailable";
}

using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Ocpp.V16.DataTransfer;

/// <summary>
/// What one vendor's DataTransfer messages mean here (OCPP 1.6 §4.3): the place where a vendor's own functions
/// are added. Register an implementation as a service; docs/ocpp.md shows how.
/// </summary>
public interface IVendorDataTransfer
{
    /// <summary>The vendor's id, compared without regard to case.</summary>
    string VendorId { get; }

    /// <summary>Answers a message. Whatever it changes is on disk when it returns, and it never waits for the charge point.</summary>
    /// <param name="chargePoint">Who sent it.</param>
    /// <param name="messageId">The vendor's message; null when it named none.</param>
    /// <param name="data">Its text.</param>
    /// <returns>The answer; null for a message the vendor is not known to have, which is answered UnknownMessageId.</returns>
    ValueTask<VendorAnswer?> AnswerAsync(ChargePoint chargePoint, string? messageId, string? data);
}

/// <summary>The answer to a vendor's message.</summary>
/// <param name="IsAccepted">Accepted, or else Rejected.</param>
/// <param name="Data">Text in answer to it.</param>
public sealed record VendorAnswer(bool IsAccepted, string? Data = null);

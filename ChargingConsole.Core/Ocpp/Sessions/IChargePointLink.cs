using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>Sends a CALL to wherever the charge point is connected.</summary>
public interface IChargePointLink
{
    /// <summary>
    /// Queues the call behind those that wait for the charge point and completes it with its outcome.
    /// One CALL is on the wire at a time (OCPP-J 1.6 §4.1.1); its time-out counts from there.
    /// </summary>
    void Send(ChargePoint chargePoint, OutboundCall call);

    /// <summary>
    /// Cuts the connection without a close handshake, so that the charge point connects anew: some never come
    /// back after a close frame, and a cut connection they all know. False when there is none.
    /// </summary>
    bool Cut(ChargePoint chargePoint) => false;
}

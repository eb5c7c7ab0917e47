using System.Globalization;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Ocpp.V16.DataTransfer;

/// <summary>
/// The worked example: messages of vendor <c>ChargingConsole</c>. <c>Echo</c> gives the data back, to try the
/// way there and back; <c>Time</c> tells the server's time to chargers that ask for it between heartbeats.
/// </summary>
internal sealed class ConsoleDataTransfer(TimeProvider clock) : IVendorDataTransfer
{
    /// <inheritdoc/>
    public string VendorId => "ChargingConsole";

    /// <inheritdoc/>
    public ValueTask<VendorAnswer?> AnswerAsync(ChargePoint chargePoint, string? messageId, string? data) => ValueTask.FromResult(messageId switch
    {
        "Echo" => data is null ? new VendorAnswer(IsAccepted: false) : new VendorAnswer(IsAccepted: true, data),
        "Time" => new VendorAnswer(IsAccepted: true, clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        _ => null,
    });
}

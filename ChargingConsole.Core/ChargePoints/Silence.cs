using ChargingConsole.Core.Ocpp;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>
/// Which charge points are connected and tell nothing: no frame came for more than twice the heartbeat interval that is
/// given to those that boot now (Ocpp:HeartbeatSeconds). Worked out when asked; nothing is kept for a message that comes.
/// </summary>
public sealed class Silence(TimeProvider clock, IOptions<OcppOptions> options)
{
    private readonly TimeSpan _longest = 2 * TimeSpan.FromSeconds(options.Value.HeartbeatSeconds);

    /// <summary>Since when it is silent, UTC; null for one that is heard, or away, or waits to be taken in.</summary>
    public DateTimeOffset? Since(ChargePoint chargePoint)
    {
        if (chargePoint.State.Connection is not { } connection || chargePoint.IsWaiting)
        {
            return null;
        }

        // What was heard on an earlier connection says nothing of this one.
        var heard = chargePoint.LastHeardAt is { } last && last > connection.Since ? last : connection.Since;
        return clock.GetUtcNow() - heard > _longest ? heard : null;
    }
}

using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Resources;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Ocpp;

/// <summary>How many handshakes an address may begin: a charge point in a loop of reconnects takes nobody else's time.</summary>
internal sealed class Handshakes(Callers callers, IOptions<LimitOptions> options, TimeProvider clock)
{
    /// <summary>Why one too many is refused.</summary>
    public static readonly string Reason = Texts.Key("Too many handshakes from this address (Ocpp:Limits:HandshakesPerSecond).");

    // Ten seconds, since those that stand behind one address may all come back in the same one.
    private const int Seconds = 10;

    private readonly AddressWindow _window = new(options.Value.HandshakesPerSecond * Seconds, int.MaxValue, TimeSpan.FromSeconds(Seconds), clock);

    /// <summary>Whether a handshake may go on. From here on its connection's time no longer runs: it waits for us.</summary>
    public bool MayBegin(HttpContext context)
    {
        context.Features.Get<OpenConnections.Handshake>()?.Done();
        if (callers.Of(context).LimitedAs is not { } address || _window.Take(address) == WindowLimit.None)
        {
            return true;
        }

        Refusals.RetryAfter(context, _window.Rest + TimeSpan.FromSeconds(1));
        return false;
    }
}

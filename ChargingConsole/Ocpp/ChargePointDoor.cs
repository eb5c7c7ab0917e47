using System.Net;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Ocpp;

/// <summary>The door for charge points: who are you, what do you speak, come in.</summary>
internal sealed partial class ChargePointDoor(
    ChargePointRegister register,
    ConnectedSessions sessions,
    RejectedConnections rejected,
    Callers callers,
    BlockedAddresses blocked,
    Handshakes handshakes,
    DoorIdentityCheck identity,
    IHostApplicationLifetime lifetime,
    IOptions<OcppOptions> options,
    ILogger<ChargePointDoor> logger)
{
    private static readonly Func<ILogger, string, IDisposable?> s_scope = LoggerMessage.DefineScope<string>("ChargePointId:{ChargePointId}");

    /// <summary>Serves one request of the charge points' listener.</summary>
    public async Task EnterAsync(HttpContext context)
    {
        var id = ChargePointIdentity.FromTarget(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        if (IPAddress.TryParse(callers.Of(context).Address, out var address) && blocked.Find(address) is not null)
        {
            // One that came through a proxy; the others are turned away before TLS.
            context.Features.Get<OpenConnections.Handshake>()?.Done();
            Reject(context, id, StatusCodes.Status403Forbidden, Refusals.BlockedAddress);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            // A browser or a probe: nothing of the other listener is served here.
            if (context.Request.Headers.ContainsKey("Sec-WebSocket-Key"))
            {
                await TellAsync(context, id, StatusCodes.Status400BadRequest, "The handshake lacks \"Connection: Upgrade\" or \"Upgrade: websocket\".");
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers.Connection = "close";
            return;
        }

        if (!handshakes.MayBegin(context))
        {
            Reject(context, id, StatusCodes.Status429TooManyRequests, Handshakes.Reason);
            return;
        }

        if (id is null)
        {
            await TellAsync(context, id, StatusCodes.Status404NotFound, "The URL names no charge point id: it has to end in one, such as ws://host:9000/CP01.");
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var subprotocol = Subprotocol.Choose(offered);
        if (subprotocol is null && (offered.Count > 0 || !options.Value.AllowNoSubprotocol))
        {
            await TellAsync(context, id, StatusCodes.Status400BadRequest, offered.Count > 0
                ? $"None of the subprotocols offered is known: {string.Join(", ", offered)}. This central system speaks {Subprotocol.Ocpp16}."
                : $"No subprotocol was offered. This central system speaks {Subprotocol.Ocpp16}.");
            return;
        }

        // Once per connection: whatever is logged while it is served carries the charger's id.
        using var scope = s_scope(logger, id);
        var known = register.Find(id, ChargePointIdentity.Earlier(context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        var verdict = await identity.JudgeAsync(context, id, known);
        if (verdict.Admitted is null)
        {
            Reject(context, id, verdict.Status, verdict.Reason);
            return;
        }

        if (await AdmitAsync(context, id) is not { } chargePoint)
        {
            return;
        }

        await identity.KeepAsync(chargePoint, verdict);

        // Asked once more inside: what is withdrawn or blocked while somebody is on the way in cuts only those who are there.
        bool IsWithdrawn(AdmittedAs admitted) => identity.IsWithdrawn(admitted) || (address is not null && blocked.Find(address) is not null);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = subprotocol });
        await sessions.ServeAsync(chargePoint, socket, callers.Of(context).EndPoint, subprotocol, verdict.Admitted, IsWithdrawn, lifetime.ApplicationStopped);
    }

    private async Task<ChargePoint?> AdmitAsync(HttpContext context, string id)
    {
        try
        {
            var admission = await register.AdmitAsync(
                id, ChargePointIdentity.Earlier(context.Features.Get<IHttpRequestFeature>()!.RawTarget), callers.Of(context).LimitedAs);
            if (admission.ChargePoint is null)
            {
                Refusals.RetryAfter(context, admission.RetryAfter);
                Reject(context, id, Refusals.Status(admission.Refusal), Refusals.Reason(admission.Refusal));
            }

            return admission.ChargePoint;
        }
        catch (DatabaseUnavailableException)
        {
            Reject(context, id, StatusCodes.Status503ServiceUnavailable, "The charge point is new, and the database is away.");
            return null;
        }
    }

    // What is wrong with the request itself is told to whoever made it; what is known of charge points is not.
    private Task TellAsync(HttpContext context, string? id, int status, string reason)
    {
        Reject(context, id, status, reason);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    private void Reject(HttpContext context, string? id, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status401Unauthorized)
        {
            BasicCredentials.Challenge(context.Response);
        }

        var caller = callers.Of(context);
        if (rejected.Add(id ?? "", caller.Address, reason))
        {
            Rejected(logger, id ?? "(no id)", caller.EndPoint, reason);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Rejected the connection of {ChargePointId} from {RemoteAddress}: {Reason}")]
    private static partial void Rejected(ILogger logger, string chargePointId, string remoteAddress, string reason);
}

using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Tells whether a tag may charge here, or stop what it started here (OCPP 1.6 §4.1). A limit of concurrent transactions counts at the start only.</summary>
internal sealed class AuthorizeHandler(IdTagBook idTags, UnknownIdTags unknown, OpenCommands open) : ICallHandler<AuthorizeRequest, AuthorizeResponse>
{
    public ValueTask<Answer<AuthorizeResponse>> HandleAsync(AuthorizeRequest request, CallContext call)
    {
        var idTag = Asked(request, call);
        var authorization = idTags.Authorize(idTag, starting: false, at: call.ChargePoint);
        if (authorization.Tag is null)
        {
            unknown.Note(idTag, call.ChargePoint, null, call.ReceivedAt);
        }

        return ValueTask.FromResult<Answer<AuthorizeResponse>>(new AuthorizeResponse { IdTagInfo = authorization.ToInfo() });
    }

    /// <summary>A charge point that starts remotely with one tag only asks about that one, where the tag of the command is meant.</summary>
    private string? Asked(AuthorizeRequest request, CallContext call)
    {
        var idTag = call.Tag(idTags, request.IdTag);
        return call.ChargePoint.State.QuirkSettings?.RemoteStartTag is { } own && string.Equals(own, idTag, StringComparison.OrdinalIgnoreCase)
            ? open.FindStart(call.ChargePoint, null, null)?.Row.IdTag ?? idTag
            : idTag;
    }
}

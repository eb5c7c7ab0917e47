using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Tells whether a tag may charge here, or stop what it started here (OCPP 1.6 §4.1). A limit of concurrent transactions counts at the start only.</summary>
internal sealed class AuthorizeHandler(IdTagBook idTags, UnknownIdTags unknown) : ICallHandler<AuthorizeRequest, AuthorizeResponse>
{
    public ValueTask<Answer<AuthorizeResponse>> HandleAsync(AuthorizeRequest request, CallContext call)
    {
        var authorization = idTags.Authorize(request.IdTag, starting: false, at: call.ChargePoint);
        if (authorization.Tag is null)
        {
            unknown.Note(request.IdTag, call.ChargePoint, null, call.ReceivedAt);
        }

        return ValueTask.FromResult<Answer<AuthorizeResponse>>(new AuthorizeResponse { IdTagInfo = authorization.ToInfo() });
    }
}

using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>Tells whether a tag may charge (OCPP 1.6 §4.1). A limit of concurrent transactions counts at the start only.</summary>
internal sealed class AuthorizeHandler(IdTagBook idTags) : ICallHandler<AuthorizeRequest, AuthorizeResponse>
{
    public ValueTask<Answer<AuthorizeResponse>> HandleAsync(AuthorizeRequest request, CallContext call) =>
        ValueTask.FromResult<Answer<AuthorizeResponse>>(new AuthorizeResponse { IdTagInfo = idTags.Authorize(request.IdTag, starting: false).ToInfo() });
}

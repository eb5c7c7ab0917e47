using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Authorising;

/// <summary>Who may charge: asked of the central system, or known here when that cannot or need not be asked (OCPP 1.6 §3.5).</summary>
internal sealed class Authorisation(VirtualChargePoint chargePoint)
{
    private static readonly TagInfo s_trusted = new("Accepted");

    public LocalList List { get; } = new(chargePoint.Configuration);

    public AuthorisationCache Cache { get; } = new(chargePoint.Configuration);

    /// <summary>The tag's info when it may charge, else null.</summary>
    public async Task<TagInfo?> AskAsync(string idTag, CancellationToken cancellation)
    {
        var keys = chargePoint.Configuration;
        var known = Known(idTag);
        if (keys.IsTrue("LocalPreAuthorize") && known?.IsAccepted(chargePoint.Clock.GetUtcNow()) == true)
        {
            return known;
        }

        var outcome = await chargePoint.CallAsync(
            AuthorizeRequest.Action, new AuthorizeRequest { IdTag = idTag }, OcppJson.Default.AuthorizeRequest, cancellation).ConfigureAwait(false);
        if (outcome.As(OcppJson.Default.AuthorizeResponse) is { } answer)
        {
            var info = TagInfo.From(answer.IdTagInfo);
            Cache.Remember(idTag, info);
            return info.Status == "Accepted" ? info : null;
        }

        return outcome.Kind == CallOutcomeKind.ConnectionLost ? Offline(known) : null;
    }

    /// <summary>What is known here; the list outranks the cache.</summary>
    public TagInfo? Known(string idTag) => List.Find(idTag) ?? Cache.Find(idTag);

    private TagInfo? Offline(TagInfo? known)
    {
        var keys = chargePoint.Configuration;
        if (!keys.IsTrue("LocalAuthorizeOffline"))
        {
            return null;
        }

        return known is null
            ? keys.IsTrue("AllowOfflineTxForUnknownId") ? s_trusted : null
            : known.IsAccepted(chargePoint.Clock.GetUtcNow()) ? known : null;
    }
}

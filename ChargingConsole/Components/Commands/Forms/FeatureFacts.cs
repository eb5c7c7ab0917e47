using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>What a charger has not: what it answered to the same request before, and what its SupportedFeatureProfiles leave out.</summary>
public sealed class FeatureFacts(ConfigurationBook configuration)
{
    /// <summary>What the charger lacks for a request; null when nothing is known to.</summary>
    public string? Lack(ChargePoint chargePoint, ActionForm form)
    {
        if (!Capabilities.Supports(chargePoint.State, form.Action))
        {
            return Texts.Say("The charger answered before that it does not know this.");
        }

        var profile = ActionForms.ProfileOf(form);
        return profile.Profile is FeatureProfile.Core or FeatureProfile.Security
            || configuration.Value(chargePoint, "SupportedFeatureProfiles") is not { Length: > 0 } told
            || told.Split(',', StringSplitOptions.TrimEntries).Contains(profile.Profile.ToString(), StringComparer.OrdinalIgnoreCase)
            ? null
            : Texts.Say("The charger says it does not support this ({0}).", Texts.Say(profile.Title));
    }

    /// <summary>What the charger lacks for one message that it is asked to send; null when nothing is known to.</summary>
    public static string? Lack(ChargePoint chargePoint, string action, string? requestedMessage) =>
        requestedMessage is null || Capabilities.Supports(chargePoint.State, action, requestedMessage) ? null
            : Texts.Say("The charger answered before that it does not send {0}.", requestedMessage);
}

using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>What a charger says it has not (SupportedFeatureProfiles), as far as it told its configuration.</summary>
public sealed class FeatureFacts(ConfigurationBook configuration)
{
    /// <summary>What the charger lacks for a request; null when nothing is known to.</summary>
    public string? Lack(ChargePoint chargePoint, ActionForm form)
    {
        var profile = ActionForms.ProfileOf(form);
        return profile.Profile is FeatureProfile.Core or FeatureProfile.Security
            || configuration.Value(chargePoint, "SupportedFeatureProfiles") is not { Length: > 0 } told
            || told.Split(',', StringSplitOptions.TrimEntries).Contains(profile.Profile.ToString(), StringComparer.OrdinalIgnoreCase)
            ? null
            : Texts.Say("The charger says it does not support this ({0}).", Texts.Say(profile.Title));
    }
}

using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Ocpp;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Security;

/// <summary>How a charge point is secured, and the ways to secure it better.</summary>
public sealed class ChargerSecurity(DoorBook book, ConfigurationBook configuration, ConfigurationWriter writer, IOptions<OcppOptions> options)
{
    /// <summary>The configuration key of the security profile.</summary>
    public const string ProfileKey = "SecurityProfile";

    /// <summary>The lowest profile for all.</summary>
    public SecurityProfile Minimum => (SecurityProfile)options.Value.MinimumSecurityProfile;

    /// <summary>The lowest profile that a charge point may come with.</summary>
    public SecurityProfile RequiredOf(ChargePoint chargePoint) => book.Of(chargePoint).Required is var own && own > Minimum ? own : Minimum;

    /// <summary>The profile that a charge point last told it is set to; null when it never did.</summary>
    public SecurityProfile? ConfiguredIn(ChargePoint chargePoint) =>
        configuration.Number(chargePoint, ProfileKey) is >= 0 and <= 3 and var number ? (SecurityProfile)number : null;

    /// <summary>Whether a charge point agreed to a higher profile and has not come with it yet.</summary>
    public bool IsUpgrading(ChargePoint chargePoint) => ConfiguredIn(chargePoint) > book.Of(chargePoint).Required;

    /// <summary>Sends a new random password, which nobody gets to see.</summary>
    public Task<KeyOutcome> RotateAsync(ChargePoint chargePoint, Actor by)
    {
        var key = KeyHash.NewKey();
        book.Announce(key);
        return SendKeyAsync(chargePoint, key, by);
    }

    /// <summary>Sends a password that an operator chose.</summary>
    public async Task<KeyOutcome> SendKeyAsync(ChargePoint chargePoint, string key, Actor by)
    {
        try
        {
            return await writer.ChangeAsync(chargePoint.Id, AuthorizationKeyEffect.KeyName, key, by);
        }
        finally
        {
            // Not sent after all, for instance since it is not connected.
            book.WasAnnounced(key);
        }
    }

    /// <summary>Asks a charge point to connect with a higher profile; what it then comes with is asked of it from then on.</summary>
    /// <returns>What came of it, or what has to be done before.</returns>
    public async Task<(KeyOutcome? Outcome, string? Problem)> UpgradeAsync(ChargePoint chargePoint, SecurityProfile profile, Actor by)
    {
        if (ProblemWith(chargePoint, profile) is { } problem)
        {
            return (null, problem);
        }

        return (await writer.ChangeAsync(chargePoint.Id, ProfileKey, ((int)profile).ToString(CultureInfo.InvariantCulture), by), null);
    }

    private string? ProblemWith(ChargePoint chargePoint, SecurityProfile profile) =>
        profile <= book.Of(chargePoint).Required ? $"It comes with profile {(int)book.Of(chargePoint).Required} already; a profile can only be raised by OCPP."
        : profile is SecurityProfile.Password or SecurityProfile.TlsPassword && book.Of(chargePoint).Keys.IsEmpty ? "It has no password here. Send it one first, or it is locked out."
        : null;
}

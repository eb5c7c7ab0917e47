using System.Globalization;
using ChargingConsole.Auth.Keys;

namespace ChargingConsole.Auth;

/// <summary>A key that opens something, configured or of the database.</summary>
/// <param name="Name">Under which name its acts are recorded.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Id">Its number in the database; null for a configured one.</param>
/// <param name="IdTags">The tags of a driver or partner.</param>
internal sealed record AccessKey(string Name, AccessScope Scope, string Sha256, int? Id, IReadOnlyList<string> IdTags)
{
    /// <summary>A configured one.</summary>
    public static AccessKey Of(AccessKeyOptions key) => new(key.Name, (AccessScope)((int)key.Role + (int)AccessScope.Viewer), key.Sha256, null, []);

    /// <summary>One of the database; a number beside the name keeps it apart from people of that name. A partner without tags of its own charges for the app's.</summary>
    public static AccessKey Of(ApiKeyRow key, string appTag) => new(
        string.Create(CultureInfo.InvariantCulture, $"{key.Name} (key {key.Id})"),
        key.Scope,
        key.Sha256,
        key.Id,
        key is { Scope: AccessScope.Partner, Tags.Count: 0 } ? [appTag] : key.Tags);
}

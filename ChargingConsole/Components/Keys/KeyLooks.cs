using ChargingConsole.Auth;
using ChargingConsole.Auth.Keys;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Keys;

/// <summary>How keys and their scopes look.</summary>
internal static class KeyLooks
{
    /// <summary>The state of a key.</summary>
    public static Look Of(ApiKeyRow key, DateTimeOffset now, IStringLocalizer<Texts> texts) =>
        key.RevokedAt is not null ? new(texts["Revoked"], Symbols.Block, "is-idle")
        : key.IsGoodAt(now) ? new(texts["Active"], Symbols.CheckCircle, "is-available")
        : new(texts["Expired"], Symbols.Schedule, "is-idle");

    /// <summary>The word for a scope.</summary>
    public static string Word(AccessScope scope, IStringLocalizer<Texts> texts) => scope switch
    {
        AccessScope.Driver => texts["Driver"],
        AccessScope.Partner => texts["Partner"],
        AccessScope.Viewer => texts["Viewer"],
        AccessScope.Operator => texts["Operator"],
        _ => texts["Administrator"],
    };

    /// <summary>What a scope allows, in a sentence.</summary>
    public static string Help(AccessScope scope, IStringLocalizer<Texts> texts) => scope switch
    {
        AccessScope.Driver => texts["Sees the sessions of its id tags, and starts and stops with these."],
        AccessScope.Partner => texts["Starts and stops sessions, and sees those that it started."],
        AccessScope.Viewer => texts["Sees everything and changes nothing."],
        AccessScope.Operator => texts["Also acts on chargers and sessions."],
        _ => texts["Also manages users, keys and settings."],
    };
}

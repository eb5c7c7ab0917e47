using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.Audit;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ChargingConsole.Components;

/// <summary>Who looks, and through what browser: time zone, theme, width, and the browser functions that any component may need.</summary>
public sealed class Viewer(IJSRuntime browser, TimeProvider clock, AuthenticationStateProvider authentication, IStringLocalizer<Texts> texts) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>What the browser told when the page opened.</summary>
    public BrowserFacts Facts { get; private set; } = new();

    /// <summary>Opens the console's module and learns about the browser.</summary>
    internal async Task MeetAsync<T>(string modulePath, DotNetObjectReference<T> layout)
        where T : class
    {
        // Both are asked at once: whoever is far away waits for one round trip and not for two.
        var module = browser.InvokeAsync<IJSObjectReference>("import", modulePath).AsTask();
        var facts = browser.InvokeAsync<BrowserFacts?>("consoleStart", modulePath, layout).AsTask();
        await IdentifyAsync();
        await Task.WhenAll(module, facts);
        (_module, Facts) = (await module, await facts ?? new BrowserFacts());
        HasSingleKeys = Facts.SingleKeys != "off";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Facts.TimeZone, out var zone))
        {
            // A zone this machine has no data for: its present offset is the next best.
            var offset = TimeSpan.FromMinutes(Math.Clamp(Facts.OffsetMinutes, -14 * 60, 14 * 60));
            zone = TimeZoneInfo.CreateCustomTimeZone(Facts.TimeZone.Length > 0 ? Facts.TimeZone : "browser", offset, null, null);
        }

        Zone = zone;
    }

    /// <summary>The module with the browser functions; null before the layout has opened it.</summary>
    internal IJSObjectReference? Module => _module;

    /// <summary>The present time, UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What the viewer may do; null for somebody who may not even look. For what is offered; the desks ask again.</summary>
    public AccessRole? Role { get; private set; } = AccessRole.Operator;

    /// <summary>Whether the viewer may act on chargers, or only look.</summary>
    public bool MayAct => May(AccessRole.Operator);

    /// <summary>Whether the viewer may do what a role may.</summary>
    public bool May(AccessRole needed) => Role >= needed;

    /// <summary>Why the viewer may not do what a role may, in a sentence for a button's title or a page; null when they may.</summary>
    public string? WhyNot(AccessRole needed) => May(needed) ? null : (string)((needed, Role) switch
    {
        (_, null) => texts["You are no longer signed in."],
        (AccessRole.Administrator, AccessRole.Operator) => texts["Administrators may do this; you are an operator."],
        (AccessRole.Administrator, _) => texts["Administrators may do this; you are a viewer."],
        _ => texts["Operators may do this; you are a viewer."],
    });

    /// <summary>The name under which the viewer's commands are recorded.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What people call the viewer.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Who acts, by which way and from where, for the audit trail.</summary>
    public Actor Actor { get; private set; } = new("");

    /// <summary>The viewer's account; null for a key or the developer.</summary>
    public int? UserId { get; private set; }

    /// <summary>What the viewer's browser is signed in by; null for the developer.</summary>
    public string? SignInId { get; private set; }

    /// <summary>Whether the viewer came in by the door that Development has for the machine itself.</summary>
    public bool IsDeveloper { get; private set; }

    /// <summary>Learns who this is, as it is known now.</summary>
    public async Task<ClaimsPrincipal> IdentifyAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        (Name, Actor, DisplayName, Role) = (user.Who(), user.Actor(), user.DisplayName(), user.Role());
        (UserId, SignInId, IsDeveloper) = (AccountWatch.UserOf(user), SignIns.IdOf(user), user.Identity?.AuthenticationType == LoopbackDoor.SchemeName);
        return user;
    }

    /// <summary>A moment in the viewer's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    /// <summary>The time of day with milliseconds, in the viewer's zone.</summary>
    public string Clock(DateTimeOffset time) => Local(time).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The time of day in the viewer's zone.</summary>
    public string ShortClock(DateTimeOffset time) => Local(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Date and time in the viewer's zone; today's date is left out.</summary>
    public string Moment(DateTimeOffset time)
    {
        var (local, today) = (Local(time), Local(Now));
        return local.Date == today.Date ? local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : local.Year == today.Year ? local.ToString($"{Day} HH:mm", CultureInfo.CurrentCulture)
            : local.ToString($"{Day} yyyy HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>Date and time with milliseconds in the viewer's zone; today's date is left out.</summary>
    public string Exactly(DateTimeOffset time)
    {
        var (local, today) = (Local(time), Local(Now));
        return local.Date == today.Date ? Clock(time) : $"{local.ToString(local.Year == today.Year ? Day : $"{Day} yyyy", CultureInfo.CurrentCulture)} {Clock(time)}";
    }

    /// <summary>The form of a day and its month in the reader's language.</summary>
    private static string Day => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "de" ? "d. MMM" : "d MMM";

    /// <summary>The moment in UTC, for hovering.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Midnight of a day in the viewer's zone.</summary>
    public DateTimeOffset Midnight(DateOnly day) => FormTimes.Utc(day.ToDateTime(TimeOnly.MinValue), Zone);

    /// <summary>Puts text on the clipboard; false when the browser did not let us.</summary>
    public async Task<bool> CopyAsync(string text) => _module is not null && await _module.InvokeAsync<bool>("copy", text);

    /// <summary>Whether keys without Ctrl do something; people who speak to their browser switch them off (WCAG 2.1.4).</summary>
    public bool HasSingleKeys { get; private set; } = true;

    /// <summary>Switches keys without Ctrl on or off in this browser, from the next one on.</summary>
    public async Task UseSingleKeysAsync(bool use)
    {
        HasSingleKeys = use;
        await RememberAsync("single-keys", use ? "on" : "off");
    }

    /// <summary>Keeps a preference in the browser.</summary>
    public async Task RememberAsync(string key, string value)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("remember", key, value);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _module.LetGoAsync();
}

/// <summary>What the browser tells when a page opens.</summary>
public sealed record BrowserFacts
{
    /// <summary>The IANA name of the time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The present offset from UTC in minutes.</summary>
    public int OffsetMinutes { get; init; }

    /// <summary>light, dark or system.</summary>
    public string ThemeChoice { get; init; } = "system";

    /// <summary>Whether that comes out dark.</summary>
    public bool IsDark { get; init; }

    /// <summary>The width of the window in CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>The height of a row of the log in CSS pixels; 0 when it is not told.</summary>
    public double LogRow { get; init; }

    /// <summary>The height of the window in CSS pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>off where keys without Ctrl are to do nothing.</summary>
    public string? SingleKeys { get; init; }

    /// <summary>The fleet view chosen last: tiles or table.</summary>
    public string? FleetView { get; init; }
}

using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Limits;

namespace ChargingConsole.Auth.Accounts;

/// <summary>What is done to accounts, and who comes in, in the audit trail. An act is done when it is told; a trail that can't be written then goes to the log.</summary>
internal sealed partial class AccountTrail(AuditTrail trail, TimeProvider clock, ILogger<AccountTrail> logger)
{
    /// <summary>How somebody is called of whom nothing is known.</summary>
    public const string Stranger = "unknown";

    /// <summary>How many tries of strangers from one address are recorded within an hour.</summary>
    public const int StrangersPerAddress = 5;

    private const int StrangersInAll = 200;

    private readonly AddressWindow _strangers = new(StrangersPerAddress, StrangersInAll, TimeSpan.FromHours(1), clock);
    private long _untold;

    /// <summary>Somebody was invited; the detail is the role.</summary>
    public const string Invited = "user.invited";

    /// <summary>A one-time link for a new password was made.</summary>
    public const string LinkMade = "user.link_made";

    /// <summary>A user's role was changed; the detail is the new one.</summary>
    public const string RoleChanged = "user.role_changed";

    /// <summary>An account was closed for the time being.</summary>
    public const string Disabled = "user.disabled";

    /// <summary>A closed account was opened again.</summary>
    public const string Enabled = "user.enabled";

    /// <summary>A user who was locked after wrong tries may try again.</summary>
    public const string Unlocked = "user.unlocked";

    /// <summary>A user's second factor and passkeys were taken away.</summary>
    public const string FactorsReset = "user.factors_reset";

    /// <summary>An account was removed.</summary>
    public const string Deleted = "user.deleted";

    /// <summary>The first administrator was made with the set-up code.</summary>
    public const string SetUp = "user.first_administrator";

    /// <summary>Somebody changed their own account; the detail says what.</summary>
    public const string OwnChanged = "user.own_account_changed";

    /// <summary>Records an act, by a page.</summary>
    public async Task NoteAsync(Actor by, string what, string? subject, string? detail = null, AuditOutcome outcome = AuditOutcome.Done)
    {
        try
        {
            await trail.RecordAsync(by.Way == ActorWay.Unknown ? by with { Way = ActorWay.Page } : by, what, subject, outcome, detail);
        }
        catch (DatabaseUnavailableException exception)
        {
            Untold(logger, exception, by.Name, what, subject);
        }
    }

    /// <summary>
    /// Records that somebody who is not known was refused. Strangers can try as often as they like, so only some tries of an
    /// hour are recorded; how many were left out stands in the next record.
    /// </summary>
    /// <param name="by">From where.</param>
    /// <param name="typed">The e-mail address that was typed; what does not look like one is left out, it may be a password.</param>
    /// <param name="detail">What was not right.</param>
    public Task NoteStrangerAsync(Actor by, string? typed, string detail)
    {
        if (_strangers.Take(by.Address ?? "") != WindowLimit.None)
        {
            Interlocked.Increment(ref _untold);
            return Task.CompletedTask;
        }

        var untold = Interlocked.Exchange(ref _untold, 0);
        return NoteAsync(by, AuditWords.SignInRefused, Shown(typed), untold == 0 ? detail : string.Create(CultureInfo.InvariantCulture, $"{detail}; {untold} more tries of strangers before this were not recorded"), AuditOutcome.Refused);
    }

    /// <summary>What was typed as an e-mail address, if it looks like one.</summary>
    public static string? Shown(string? typed) => typed is { Length: <= 100 } && typed.IndexOf('@') > 0 && !typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? typed : null;

    /// <summary>Somebody at the door.</summary>
    public static Actor At(string name, HttpContext? context) => new(name, ActorWay.Page, context?.Connection.RemoteIpAddress?.ToString());

    [LoggerMessage(EventId = 452, Level = LogLevel.Warning, Message = "{Who}: {What} of {Subject} is done, but could not be recorded")]
    private static partial void Untold(ILogger logger, Exception exception, string who, string what, string? subject);
}

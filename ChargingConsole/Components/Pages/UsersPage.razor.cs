using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>The users, and what an administrator does to them.</summary>
public sealed partial class UsersPage
{
    private IReadOnlyList<UserEntry>? _users;
    private string _name = "";
    private string _email = "";
    private AccessRole _role = AccessRole.Operator;
    private string? _link;
    private string _linkFor = "";
    private string? _error;
    private bool _isInviting;
    private bool _isBusy;

    /// <summary>The users.</summary>
    [Inject]
    public required UserRegister Register { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Asks before harm.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Where the console is.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The log.</summary>
    [Inject]
    public required ILogger<UsersPage> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Viewer.IdentifyAsync();
        await ReadAsync();
    }

    private static string StateOf(UserEntry user) =>
        user.IsDisabled ? Texts.Key("disabled")
        : user.LockedUntil is not null ? Texts.Key("locked after wrong tries")
        : !user.HasPassword && !user.IsExternal && user.Passkeys == 0 ? Texts.Key("invited")
        : Texts.Key("may sign in");

    private async Task ReadAsync()
    {
        if (!Viewer.May(AccessRole.Administrator))
        {
            return;
        }

        try
        {
            (_users, _error) = (await Register.ListAsync(), null);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            Logger.LogWarning(exception, "The users could not be read");
            _error = Texts.Key("The database is away. Try again in a moment.");
        }
    }

    private Task InviteAsync() => ActAsync(L["Invite {0}", _email.Trim()], async who =>
    {
        var (link, wrong) = await Register.InviteAsync(who, _name, _email, _role);
        if (link is not null)
        {
            Show(link, _email.Trim());
            (_name, _email, _isInviting) = ("", "", false);
        }

        return wrong;
    }, L["The link is on the page, this once."]);

    private Task NewLinkAsync(UserEntry user) => ActAsync(L["Make a link for {0}", user.DisplayName], async who =>
    {
        var (link, wrong) = await Register.LinkAsync(who, user.Id);
        if (link is not null)
        {
            Show(link, user.Email);
        }

        return wrong;
    }, L["The link is on the page, this once."]);

    private void Show(string link, string email) => (_link, _linkFor) = (Navigation.ToAbsoluteUri(link).ToString(), email);

    private Task ChangeRoleAsync(UserEntry user, string? chosen) =>
        Enum.TryParse<AccessRole>(chosen, out var role)
            ? ActAsync(L["Change the role of {0}", user.DisplayName], who => Register.ChangeRoleAsync(who, user.Id, role), L["The role is changed. The user has to sign in again."])
            : Task.CompletedTask;

    private Task UnlockAsync(UserEntry user) => ActAsync(L["Unlock {0}", user.DisplayName], who => Register.UnlockAsync(who, user.Id), L["The user may try again."]);

    private async Task DisableAsync(UserEntry user)
    {
        if (user.IsDisabled || await AskAsync(L["Disable {0}?", user.DisplayName], L["They are signed out at once and can't sign in until you enable them again. Their name stays in the records."], L["Disable"]))
        {
            await ActAsync(user.IsDisabled ? L["Enable {0}", user.DisplayName] : L["Disable {0}", user.DisplayName], who => Register.DisableAsync(who, user.Id, !user.IsDisabled), user.IsDisabled ? L["The user may sign in again."] : L["The user is disabled and signed out."]);
        }
    }

    private async Task ResetAsync(UserEntry user)
    {
        if (await AskAsync(L["Reset the second factor of {0}?", user.DisplayName], L["Their app's codes, recovery codes and passkeys no longer work; the password alone lets them in until they set up new ones. Do it only if you are sure who asks."], L["Reset"]))
        {
            await ActAsync(L["Reset the second factor of {0}", user.DisplayName], who => Register.ResetFactorsAsync(who, user.Id), L["Second factor and passkeys are gone."]);
        }
    }

    private async Task DeleteAsync(UserEntry user)
    {
        if (await AskAsync(L["Delete {0}?", user.DisplayName], L["The account is gone for good. What was done under its name stays in the records. To keep somebody out for a while, disable the account instead."], L["Delete"], user.Email))
        {
            await ActAsync(L["Delete {0}", user.DisplayName], who => Register.DeleteAsync(who, user.Id), L["The user is deleted."]);
        }
    }

    private Task<bool> AskAsync(string title, string text, string act, string? typed = null) => AskDialog.AskAsync(Dialogs, new Question(title, text, act, typed));

    private async Task ActAsync(string title, Func<Core.Audit.Actor, Task<string?>> act, string done)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _link) = (true, null);
        await Acts.RunAsync(title, async () => ActEnd.Of(await act(Viewer.Actor) is { } wrong ? L[wrong].Value : null, done), AccessRole.Administrator);
        await ReadAsync();
        _isBusy = false;
    }
}

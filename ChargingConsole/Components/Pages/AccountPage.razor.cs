using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Acts;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Pages;

/// <summary>Everybody's own account: name, password, second factor, passkeys, and where they are signed in.</summary>
public sealed partial class AccountPage
{
    private AccountFacts? _facts;
    private string _name = "";
    private bool _isBusy;
    private bool _hasFailed;

    /// <summary>What changes the account.</summary>
    [Inject]
    public required OwnAccount Account { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<AccountPage> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Viewer.IdentifyAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var isFirst = _facts is null;
            _facts = Viewer.UserId is { } id ? await Account.ReadAsync(id, Viewer.SignInId) : null;
            _hasFailed = false;
            if (isFirst)
            {
                _name = _facts?.DisplayName ?? "";
            }
        }
        catch (Exception exception) when (exception is (System.Data.Common.DbException or InvalidOperationException or TimeoutException))
        {
            // What was read before stays: the toast says that the database is away.
            Logger.LogWarning(exception, "The account could not be read");
            _hasFailed = _facts is null;
        }
    }

    private Task RenameAsync() => ActAsync(L["Save your name"], id => Account.RenameAsync(id, Viewer.SignInId, _name), L["Your name is kept; it shows at the next sign-in."]);

    private Task EndAsync(string signInId) => ActAsync(L["End a sign-in"], async id =>
    {
        await Account.EndSignInAsync(id, signInId);
        return null;
    }, L["That sign-in is ended."]);

    private Task EndOthersAsync() => ActAsync(L["Sign out everywhere else"], id => Account.EndOthersAsync(id, Viewer.SignInId), L["You are signed out everywhere else."]);

    private async Task ActAsync(string title, Func<int, Task<string?>> act, string done)
    {
        if (_isBusy || Viewer.UserId is not { } id)
        {
            return;
        }

        _isBusy = true;
        await Acts.RunAsync(title, async () => ActEnd.Of(await act(id) is { } wrong ? L[wrong].Value : null, done), AccessRole.Viewer);
        await ReadAsync();
        _isBusy = false;
    }
}

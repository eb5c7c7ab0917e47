using ChargingConsole.Auth.Accounts;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Pages;

/// <summary>Everybody's own account: name, password, second factor, passkeys, and where they are signed in.</summary>
public sealed partial class AccountPage
{
    private AccountFacts? _facts;
    private string _name = "";
    private string? _told;
    private bool _isBusy;

    /// <summary>What changes the account.</summary>
    [Inject]
    public required OwnAccount Account { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Viewer.IdentifyAsync();
        await ReadAsync();
        _name = _facts?.DisplayName ?? "";
    }

    private async Task ReadAsync() => _facts = Viewer.UserId is { } id ? await Account.ReadAsync(id, Viewer.SignInId) : null;

    private async Task TellAsync(string? told)
    {
        _told = told;
        await ReadAsync();
    }

    private Task RenameAsync() => ActAsync(async id => await Account.RenameAsync(id, Viewer.SignInId, _name) ?? Texts.Key("Your name is kept; it shows at the next sign-in."));

    private Task EndAsync(string signInId) => ActAsync(async id =>
    {
        await Account.EndSignInAsync(id, signInId);
        return Texts.Key("That sign-in is ended.");
    });

    private Task EndOthersAsync() => ActAsync(async id => await Account.EndOthersAsync(id, Viewer.SignInId) ?? Texts.Key("You are signed out everywhere else."));

    private async Task ActAsync(Func<int, Task<string?>> act)
    {
        await Viewer.IdentifyAsync();
        if (_isBusy || Viewer.UserId is not { } id)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await TellAsync(await act(id));
        }
        finally
        {
            _isBusy = false;
        }
    }
}

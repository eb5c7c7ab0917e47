using ChargingConsole.Auth;
using ChargingConsole.Auth.Keys;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Makes an API key, and shows it once.</summary>
public sealed partial class ApiKeyDialog
{
    private string _name = "";
    private AccessScope _scope = AccessScope.Operator;
    private string? _tags;
    private DateOnly? _expires;
    private string? _wrong;
    private string? _key;
    private bool _isBusy;
    private bool _isCopied;

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    internal IServiceScopeFactory Scopes { get; init; } = null!;

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<ApiKeyDialog> Logger { get; init; }

    /// <summary>Opens it and waits until it is closed; whether a key may have been made.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, string title)
    {
        // A key that was made is shown once: a click beside the dialog shall not take it away.
        var dialog = await dialogs.ShowAsync<ApiKeyDialog>(title, new DialogOptions { BackdropClick = false });
        return await dialog.Result is { Canceled: false };
    }

    private async Task SaveAsync()
    {
        string[] tags = _scope is AccessScope.Driver or AccessScope.Partner ? _tags?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [] : [];
        // The last moment of the day that was picked.
        DateTimeOffset? expires = _expires is { } day ? Viewer.Midnight(day.AddDays(1)).AddSeconds(-1) : null;
        _wrong = string.IsNullOrWhiteSpace(_name) ? L["The key needs a name."]
            : tags.Any(tag => tag.Length > 20) ? L["An id tag has at most 20 characters."]
            : _scope == AccessScope.Driver && tags.Length == 0 ? L["A driver's key needs id tags."]
            : expires <= Viewer.Now ? L["That day is over."].Value
            : null;
        if (_wrong is not null || _isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var user = await Viewer.IdentifyAsync();
            if (!user.IsInRole(Policies.Administrator))
            {
                _wrong = L["Administrators make and revoke keys."];
                return;
            }

            await using var scope = Scopes.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<ApiKeyRegister>().AddAsync(new NewApiKey(_name, _scope, tags, expires), user.Actor());
            (_key, _wrong) = (made?.Key, made is null ? L["There is, or was, a key of this name."].Value : null);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "An API key could not be made");
            _wrong = L["The database did not answer; no key was made. Try again in a moment."];
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CopyAsync() => _isCopied = _key is not null && await Viewer.CopyAsync(_key);
}

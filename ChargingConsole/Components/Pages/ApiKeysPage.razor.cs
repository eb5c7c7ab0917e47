using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Keys;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>The API keys: who has one, what it may do, when it was used, and an end to it.</summary>
public sealed partial class ApiKeysPage
{
    private IReadOnlyList<ApiKeyRow>? _keys;
    private string? _error;
    private bool _isAllowed;

    [Inject]
    internal IServiceScopeFactory Scopes { get; init; } = null!;

    [Inject]
    internal IOptionsMonitor<AccessOptions> Options { get; init; } = null!;

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<ApiKeysPage> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isAllowed = IsAdministrator(await Viewer.IdentifyAsync());
        if (_isAllowed)
        {
            Every(TimeSpan.FromSeconds(30), async () =>
            {
                await ReloadAsync();
                StateHasChanged();
            });
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            await using var scope = Scopes.CreateAsyncScope();
            (_keys, _error) = (await scope.ServiceProvider.GetRequiredService<ApiKeyRegister>().ListAsync(), null);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "API keys could not be read");
            (_keys, _error) = (null, L["The database did not answer. The list comes back with the database."]);
        }
    }

    private async Task AddAsync()
    {
        if (await ApiKeyDialog.OpenAsync(Dialogs, L["New API key"]))
        {
            await ReloadAsync();
        }
    }

    private async Task RevokeAsync(ApiKeyRow key)
    {
        var question = new Question(L["Revoke the key {0}?", key.Name], L["The program that uses it loses access at once. A revoked key does not come back."], L["Revoke"]);
        if (!await AskDialog.AskAsync(Dialogs, question))
        {
            return;
        }

        await Acts.RunAsync(L["Revoke {0}", key.Name], async () =>
        {
            await using var scope = Scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ApiKeyRegister>().RevokeAsync(key.Id, Viewer.Actor);
            return new ActEnd(L["{0} is revoked.", key.Name]);
        }, AccessRole.Administrator);
        await ReloadAsync();
    }

    private static bool IsAdministrator(ClaimsPrincipal user) => user.IsInRole(Policies.Administrator);
}

using ChargingConsole.Auth;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>The local authority, and the certificates that chargers asked for.</summary>
public sealed partial class CertificatesPage
{
    private const int PageSize = 50;
    private List<CertificateRequestRow>? _rows;
    private string? _error;
    private bool _hasMore;
    private bool _isMaking;
    private bool _isCopied;
    private long _version;

    /// <summary>The authority.</summary>
    [Inject]
    public required CertificateAuthority Authority { get; init; }

    /// <summary>The requests that are not settled.</summary>
    [Inject]
    public required CertificateRequests Requests { get; init; }

    /// <summary>All requests.</summary>
    [Inject]
    public required SecurityQueries Queries { get; init; }

    /// <summary>Where requests are decided.</summary>
    [Inject]
    public required CertificateDesk Desk { get; init; }

    /// <summary>What counts for nothing any more.</summary>
    [Inject]
    public required Revocations Revocations { get; init; }

    /// <summary>The chargers.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Opens dialogs.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<CertificatesPage> Logger { get; init; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Every(TimeSpan.FromSeconds(1), async () =>
        {
            if (_version != Requests.Version || _error is not null)
            {
                await ReloadAsync();
                StateHasChanged();
            }
        });
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        try
        {
            _version = Requests.Version;
            var count = Math.Max(PageSize, _rows?.Count ?? 0);
            _rows = [.. await Queries.RequestsAsync(null, null, count)];
            (_hasMore, _error) = (_rows.Count == count, null);
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Requests for certificates could not be read");
        _error = L["The database did not answer. The list comes back with the database."];
    }

    private async Task LoadMoreAsync()
    {
        try
        {
            var older = await Queries.RequestsAsync(null, _rows![^1].Id, PageSize);
            _rows.AddRange(older);
            _hasMore = older.Count == PageSize;
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private async Task DecideAsync((CertificateRequestRow Row, bool Approve) decision)
    {
        var (row, approve) = decision;
        var charger = Fleet.Find(row.ChargePointKey)?.Id;
        var question = approve
            ? new Question(L["Sign for {0}?", charger!], L["It gets a certificate for {0} and will be known by it.", row.Subject ?? ""], L["Sign"], IsHarm: false)
            : new Question(L["Decline the request of {0}?", charger!], L["It keeps the certificate it has, if any, and may ask again."], L["Decline"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await RunAsync(
                approve ? L["Sign for {0}", charger!] : L["Decline the request of {0}", charger!],
                () => approve ? Desk.ApproveAsync(row.Id, Viewer.Actor) : Desk.DeclineAsync(row.Id, Viewer.Actor),
                approve ? L["Signed. The charger gets its certificate now."] : L["Declined."]);
        }
    }

    private async Task RevokeAsync(CertificateRequestRow row)
    {
        var charger = Fleet.Find(row.ChargePointKey)?.Id;
        var question = new Question(L["Revoke the certificate of {0}?", charger ?? ""], L["For good: whoever is connected with it is cut off and comes in with it no more."], L["Revoke"]);
        if (await AskDialog.AskAsync(Dialogs, question))
        {
            await RunAsync(L["Revoke the certificate of {0}", charger ?? ""], async () => (await Revocations.RevokeAsync(row.Certificate!, Viewer.Actor)).Problem, L["Revoked."]);
        }
    }

    private Task LetSignAsync(ChangeEventArgs change) =>
        RunAsync(
            L["Sign without asking"],
            async () => await Authority.LetSignAsync(change.Value is true, Viewer.Actor) ? null : L["There is no authority."].Value,
            change.Value is true ? L["Requests that are in order are signed by themselves."] : L["Every request waits for you."],
            AccessRole.Administrator);

    private Task MadeAsync()
    {
        _isMaking = false;
        return ReloadAsync();
    }

    private async Task CopyAsync(string pem) => _isCopied = await Viewer.CopyAsync(pem);

    private async Task RunAsync(string title, Func<Task<string?>> act, string done, AccessRole needed = AccessRole.Operator)
    {
        await Acts.RunAsync(title, async () => ActEnd.Of(await act() is { } why ? Recorded.Say(why) : null, done), needed);
        await ReloadAsync();
    }
}

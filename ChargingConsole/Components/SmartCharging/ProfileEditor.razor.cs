using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>Makes or changes a charging profile of the library, and draws it while it is typed.</summary>
public sealed partial class ProfileEditor
{
    private ProfileDraft _draft = new();
    private Dictionary<string, string> _nameErrors = [];
    private string? _problem;
    private bool _isBusy;

    /// <summary>The profile to change; null for a new one.</summary>
    [Parameter]
    public ProfileRow? Known { get; set; }

    /// <summary>Writes profiles.</summary>
    [Inject]
    public required ProfileRegister Register { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Asks before a profile is removed.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Leads back to the list.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string When => _draft.Kind switch
    {
        ProfileKind.Relative => "relative",
        ProfileKind.Absolute => "absolute",
        _ => _draft.Recurrency == Recurrency.Weekly ? "weekly" : "daily",
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _draft = Known is null ? ProfileDraft.New(Viewer.Local(Viewer.Now)) : ProfileDraft.Of(Known.Name, Known.Definition, Viewer.Zone);
        await Viewer.IdentifyAsync();
    }

    private void Chosen(ChangeEventArgs change)
    {
        _draft.Kind = change.Value switch
        {
            "relative" => ProfileKind.Relative,
            "absolute" => ProfileKind.Absolute,
            _ => ProfileKind.Recurring,
        };
        _draft.Recurrency = change.Value is "weekly" ? Recurrency.Weekly : Recurrency.Daily;
        if (_draft.Kind != ProfileKind.Relative && _draft.Start.Length == 0)
        {
            _draft.Start = ProfileDraft.Local(Viewer.Local(Viewer.Now).Date);
        }
    }

    private async Task SaveAsync()
    {
        _problem = null;
        _nameErrors = string.IsNullOrWhiteSpace(_draft.Name) ? new() { ["name"] = L["Give it a name."] }
            : Register.IsTaken(_draft.Name, Known?.Id) ? new() { ["name"] = L["Another profile has this name."] }
            : [];
        if (_draft.Read(Viewer.Zone) is not { } profile)
        {
            _problem = L["Some fields are not right yet."];
            return;
        }

        if (_nameErrors.Count > 0)
        {
            return;
        }

        await ChangeAsync(L["Save {0}", _draft.Name.Trim()], L["Saved."], async () =>
            (Known is null ? await Register.AddAsync(_draft.Name, profile, Viewer.Actor) : await Register.ChangeAsync(Known.Id, _draft.Name, profile, Viewer.Actor)) is not null
                ? null
                : L["Somebody else has changed the library in the meantime. Load the page again."].Value);
    }

    private async Task RemoveAsync()
    {
        if (await HarmDialog.AskAsync(Dialogs, new Harm(L["Remove {0}?", Known!.Name], L["It leaves the library. Chargers on which it is installed keep it."], L["Remove"]), ""))
        {
            await ChangeAsync(L["Remove {0}", Known.Name], L["{0} has left the library.", Known.Name], async () =>
            {
                await Register.RemoveAsync(Known.Id, Viewer.Actor);
                return null;
            });
        }
    }

    private async Task ChangeAsync(string title, string done, Func<Task<string?>> change)
    {
        _isBusy = true;
        var isDone = await Acts.RunAsync(title, async () => ActEnd.Of(await change(), done), inPlace: why => _problem = why);
        _isBusy = false;
        if (isDone)
        {
            Navigation.NavigateTo(Links.ChargingProfiles);
        }
    }
}

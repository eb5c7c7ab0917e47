using ChargingConsole.Auth;
using ChargingConsole.Components.Configuration;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>The configuration templates: made, changed, removed, and the way to a job that applies one.</summary>
public sealed partial class TemplatesPage
{
    private TemplateDraft? _draft;
    private string? _error;

    /// <summary>The templates.</summary>
    [Inject]
    public required ConfigurationTemplates Templates { get; init; }

    /// <summary>Asks before a template goes.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private void Begin() => (_draft, _error) = (new TemplateDraft(), null);

    private void Edit(ConfigurationTemplate template) => (_draft, _error) = (TemplateDraft.Of(template), null);

    private Task SavedAsync(ConfigurationTemplate template) => ChangeAsync(async () =>
    {
        await Templates.PutAsync(template, Viewer.Actor);
        _draft = null;
    });

    private async Task RemoveAsync(ConfigurationTemplate template)
    {
        if (await AskDialog.AskAsync(Dialogs, new Question(L["Remove {0}?", template.Name], L["What it has set on chargers stays set."], L["Remove"])))
        {
            await ChangeAsync(() => Templates.RemoveAsync(template.Name, Viewer.Actor));
        }
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        _error = null;
        try
        {
            await Viewer.IdentifyAsync();
            _error = Viewer.WhyNot(AccessRole.Operator);
            if (_error is null)
            {
                await change();
            }
        }
        catch (DatabaseUnavailableException)
        {
            _error = L["The database is away; nothing was changed. Try again in a moment."];
        }
    }
}

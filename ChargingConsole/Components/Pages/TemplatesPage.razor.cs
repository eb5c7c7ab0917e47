using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Configuration;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.Configuration;
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

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Asks before a template goes.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private void Begin() => (_draft, _error) = (new TemplateDraft(), null);

    private void Edit(ConfigurationTemplate template) => (_draft, _error) = (TemplateDraft.Of(template), null);

    private Task SavedAsync(ConfigurationTemplate template) => ChangeAsync(L["Save {0}", template.Name], L["Saved."], async () =>
    {
        await Templates.PutAsync(template, Viewer.Actor);
        _draft = null;
    });

    private async Task RemoveAsync(ConfigurationTemplate template)
    {
        if (await AskDialog.AskAsync(Dialogs, new Question(L["Remove {0}?", template.Name], L["What it has set on chargers stays set."], L["Remove"])))
        {
            await ChangeAsync(L["Remove {0}", template.Name], L["{0} is removed.", template.Name], () => Templates.RemoveAsync(template.Name, Viewer.Actor));
        }
    }

    private async Task ChangeAsync(string title, string done, Func<Task> change)
    {
        _error = null;
        await Acts.RunAsync(
            title,
            async () =>
            {
                await change();
                return new ActEnd(done);
            },
            inPlace: why => _error = why);
    }
}

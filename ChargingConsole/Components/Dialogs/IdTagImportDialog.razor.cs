using ChargingConsole.Components.IdTags;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Takes in a list of tags, after a look at what would become of each line.</summary>
public sealed partial class IdTagImportDialog
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int LinesShown = 200;
    private IdTagImport? _plan;
    private IReadOnlyList<ImportLine> _lines = [];
    private string _text = "";
    private string? _wrong;
    private bool _isBusy;

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The tags.</summary>
    [Inject]
    public required IdTagBook Book { get; init; }

    /// <summary>Changes tags in the operator's name.</summary>
    [Inject]
    public required IdTagDesk Desk { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private int Changes => _plan is null ? 0 : _plan.Count(ImportOutcome.New) + _plan.Count(ImportOutcome.Changed);

    /// <summary>Opens it and waits until it is closed.</summary>
    public static async Task OpenAsync(IDialogService dialogs)
    {
        var dialog = await dialogs.ShowAsync<IdTagImportDialog>(Texts.Say("Import tags"), new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true });
        await dialog.Result;
    }

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_plan, _lines, _wrong) = (null, [], null);
        if (change.File.Size > MaxBytes)
        {
            _wrong = L["The file is larger than 4 MB. Import it in parts."];
            return;
        }

        try
        {
            using var reader = new StreamReader(change.File.OpenReadStream(MaxBytes));
            _text = await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            _wrong = L["The file could not be read. Choose it again."];
            return;
        }

        var plan = IdTagImport.Plan(_text, Book, Viewer.Now);
        if (plan.Error is { } error)
        {
            _wrong = Recorded.Say(error);
            return;
        }

        _plan = plan;
        _lines = [.. plan.Lines.OrderBy(line => line.Outcome == ImportOutcome.Refused ? 0 : 1).ThenBy(line => line.Line).Take(LinesShown)];
    }

    private async Task ApplyAsync()
    {
        _isBusy = true;
        (var import, _wrong) = await Desk.ImportAsync(_text);
        _isBusy = false;
        if (import is not null)
        {
            Dialog.Close(DialogResult.Ok(true));
        }
    }

    private static Look LookOf(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.New => new("New", Symbols.AddCircle, "is-available"),
        ImportOutcome.Changed => new("Changed", Symbols.ChangeCircle, "is-waiting"),
        ImportOutcome.Refused => new("Refused", Symbols.Error, "is-faulted"),
        _ => new("Unchanged", Symbols.CheckCircle, "is-idle"),
    };
}

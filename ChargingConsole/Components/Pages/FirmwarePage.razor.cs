using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace ChargingConsole.Components.Pages;

/// <summary>The firmware files, and which chargers run what.</summary>
public sealed partial class FirmwarePage
{
    private const int Shown = 5;
    private IReadOnlyList<(string Model, string Firmware, int Count, IReadOnlyList<string> Ids)> _versions = [];
    private string? _version;
    private string? _error;
    private string? _removing;
    private bool _isBusy;
    private int _percent;

    /// <summary>The files.</summary>
    [Inject]
    public required FirmwareFiles Files { get; init; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Asks before a file is replaced.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<FirmwarePage> Logger { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Look();
        Every(TimeSpan.FromSeconds(5), () =>
        {
            Look();
            StateHasChanged();
            return Task.CompletedTask;
        });
    }

    private void Look() => _versions =
    [
        .. Fleet.All
            .GroupBy(chargePoint => (
                Model: $"{chargePoint.State.Row.Vendor} {chargePoint.State.Row.Model}".Trim() is { Length: > 0 } model ? model : L["not told"],
                Firmware: chargePoint.State.Row.FirmwareVersion ?? L["not told"]))
            .OrderBy(group => group.Key.Model, StringComparer.OrdinalIgnoreCase).ThenByDescending(group => group.Count())
            .Select(group => (group.Key.Model, group.Key.Firmware, group.Count(), (IReadOnlyList<string>)[.. group.Select(chargePoint => chargePoint.Id).Order(StringComparer.OrdinalIgnoreCase).Take(Shown)])),
    ];

    private async Task UploadAsync(InputFileChangeEventArgs change)
    {
        var file = change.File;
        if (FileNames.Fault(file.Name) is { } fault)
        {
            _error = fault;
            return;
        }

        if (Files.Find(file.Name) is { } known
            && !await HarmDialog.AskAsync(Dialogs, new Harm(L["Replace {0}?", known.Name], L["Another file of this name is here. It is gone for good once this one has come."], L["Replace"]), ""))
        {
            return;
        }

        var facts = new FirmwareFacts(_version);
        (_isBusy, _percent, _error) = (true, 0, null);
        await RunAsync(L["Upload {0}", file.Name], async upload =>
        {
            var progress = new Progress<long>(bytes =>
            {
                var percent = file.Size == 0 ? 100 : (int)(bytes * 100 / file.Size);
                if (percent != _percent)
                {
                    _percent = percent;
                    upload.GoesOn(L["{0} %", percent]);
                    _ = InvokeAsync(StateHasChanged);
                }
            });
            await using var content = file.OpenReadStream(Files.MaxBytes);
            var (kept, isNew) = await Files.PutAsync(file.Name, content, facts, Viewer.Actor, progress);
            _version = null;
            return isNew ? L["{0} is here.", kept.Name] : L["{0} has been replaced.", kept.Name];
        });
        _isBusy = false;
    }

    private Task RemoveAsync(string name) => RunAsync(L["Remove {0}", name], async _ =>
    {
        _removing = null;
        await Files.RemoveAsync(name, Viewer.Actor);
        return L["{0} has been removed.", name];
    });

    private async Task RunAsync(string title, Func<ActProgress, Task<string>> act) => await Acts.RunAsync(
        title,
        async progress =>
        {
            try
            {
                return new ActEnd(await act(progress));
            }
            catch (Exception exception) when (exception is FileTooLargeException or InvalidOperationException)
            {
                return ActEnd.Failed(Recorded.Say(exception.Message));
            }
            catch (IOException exception)
            {
                Logger.LogWarning(exception, "A firmware file could not be kept");
                return ActEnd.Failed(L["The file could not be kept: {0}", exception.Message]);
            }
        },
        inPlace: why => _error = why);
}

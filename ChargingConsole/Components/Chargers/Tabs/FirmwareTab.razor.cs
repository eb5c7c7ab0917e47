using System.Globalization;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>Firmware updates, diagnostics and logs of a charger: asked for, followed step by step, and the files that came.</summary>
public sealed partial class FirmwareTab
{
    private IReadOnlyList<TransferRow>? _rows;
    private ILookup<long, TransferStepRow>? _steps;
    private string _file = "";
    private string? _error;
    private bool _isStale;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>What is under way.</summary>
    [Inject]
    public required TransferBook Transfers { get; init; }

    /// <summary>The record.</summary>
    [Inject]
    public required TransferQueries Queries { get; init; }

    /// <summary>The firmware files.</summary>
    [Inject]
    public required FirmwareFiles Files { get; init; }

    /// <summary>Removes delivered files.</summary>
    [Inject]
    public required TransferCare Care { get; init; }

    /// <summary>Asks the charger.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Asks before an update, which ends sessions.</summary>
    [Inject]
    public required CarefulDesk Careful { get; init; }

    /// <summary>Asks before a file is removed.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<FirmwareTab> Logger { get; init; }

    private bool CanAct => ChargePoint.State.IsConnected && Viewer.MayAct;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Follow(batch =>
        {
            _isStale |= batch.Resync || batch.Changes.ContainsKey(ChargePoint);
            return Task.CompletedTask;
        });
        Every(TimeSpan.FromMilliseconds(500), async () =>
        {
            if (_isStale)
            {
                _isStale = false;
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
            _rows = await Queries.ListAsync(ChargePoint, false, null, 20);
            _steps = await Queries.StepsAsync([.. _rows.Select(row => row.Id)]);
            _error = null;
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "The transfers of {ChargerId} could not be read", ChargePoint.Id);
            _error = L["The database did not answer. Charging goes on; try again in a moment."];
        }
    }

    private async Task UpdateAsync()
    {
        if (Files.Find(_file) is { } file)
        {
            await Careful.SendAsync(ChargePoint, "UpdateFirmware", $$"""{"location":"{{TransferEffect.FilePrefix}}{{file.Name}}"}""", L["Update {0} with {1}", ChargePoint.Id, file.Name]);
        }
    }

    private void Diagnostics() => Desk.Send(ChargePoint.Id, "GetDiagnostics", "{}", L["Get diagnostics of {0}", ChargePoint.Id]);

    private void SecurityLog() => Desk.Send(ChargePoint.Id, "GetLog", """{"logType":"SecurityLog"}""", L["Get the security log of {0}", ChargePoint.Id]);

    private async Task RemoveAsync(TransferRow row)
    {
        await Viewer.IdentifyAsync();
        if (!Viewer.MayAct || !await HarmDialog.AskAsync(Dialogs, new Harm(L["Remove {0}?", row.FileName ?? ""], L["What the charger delivered is gone for good; that it came stays on record."], L["Remove"]), ChargePoint.Id))
        {
            return;
        }

        try
        {
            await Care.RemoveFileAsync(row.Id, Viewer.Actor);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "The file of transfer {TransferId} could not be removed", row.Id);
            _error = L["The file could not be removed: the database did not answer. Charging goes on; try again in a moment."];
            return;
        }

        await ReloadAsync();
    }

    private static string Word(TransferKind kind) => kind switch
    {
        TransferKind.Firmware => Texts.Say("Firmware update"),
        TransferKind.SignedFirmware => Texts.Say("Signed firmware update"),
        TransferKind.Diagnostics => Texts.Say("Diagnostics"),
        _ => Texts.Say("Log"),
    };

    private static string WordOf(TransferState state) => state switch
    {
        TransferState.Requested => Texts.Key("Requested"),
        TransferState.Accepted => Texts.Key("Accepted"),
        TransferState.Running => Texts.Key("Running"),
        TransferState.Installed => Texts.Key("Installed"),
        TransferState.Done => Texts.Key("Done"),
        TransferState.Failed => Texts.Key("Failed"),
        TransferState.Refused => Texts.Key("Refused"),
        TransferState.Expired => Texts.Key("Expired"),
        _ => Texts.Key("Replaced"),
    };

    private static string Look(TransferState state) => state switch
    {
        TransferState.Done => "is-available",
        TransferState.Failed or TransferState.Refused or TransferState.Expired => "is-faulted",
        TransferState.Replaced => "is-idle",
        _ => "is-charging",
    };

    private static int Step(TransferRow row) => row.LastStatus switch
    {
        "Downloading" or "DownloadPaused" => 1,
        "Downloaded" or "SignatureVerified" => 2,
        "Installing" or "InstallScheduled" or "InstallRebooting" => 3,
        "Installed" => 4,
        _ => 0,
    };

    private static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MiB"),
    };
}

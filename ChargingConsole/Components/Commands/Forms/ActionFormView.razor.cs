using System.Text.Json.Nodes;
using ChargingConsole.Auth;
using ChargingConsole.Components.Controls;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>A request to a charger: filled in by fields or by hand, checked while it is written, sent, and its answer told below.</summary>
public sealed partial class ActionFormView
{
    private FormWriting _writing = null!;
    private CommandProgress? _progress;
    private string? _byHand;
    private bool _isSending;

    /// <summary>The form; another one needs another instance of this.</summary>
    [Parameter, EditorRequired]
    public required ActionForm Form { get; set; }

    /// <summary>The charger.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>What to begin with; null for what the form begins with by itself.</summary>
    [Parameter]
    public JsonObject? Payload { get; set; }

    /// <summary>What the charger lacks for this request; null when nothing is known to.</summary>
    [Parameter]
    public string? Lack { get; set; }

    /// <summary>Where it is sent.</summary>
    [Inject]
    public required CarefulDesk Desk { get; init; }

    /// <summary>Who sends.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private string? WhyNot => this switch
    {
        _ when Viewer.WhyNot(AccessRole.Operator) is { } why => why,
        _ when !ChargePoint.State.IsConnected => L["The charger is offline."].Value,
        _ when _writing.Trouble is not null => L["The payload is not JSON yet."].Value,
        _ when _isSending => L["Waiting for your word."].Value,
        _ when _progress is { IsOver: false, Answer.IsCompleted: false } => L["Waiting for the charger's answer."].Value,
        _ => null,
    };

    private string? RequestedMessage => _writing.Draft.Text("requestedMessage") is { Length: > 0 } message ? message : null;

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        _writing = new FormWriting(Form, new FormStart(ChargePoint, Viewer.Now), Payload?.DeepClone().AsObject());

    private async Task SendAsync()
    {
        if (WhyNot is not null || !_writing.TryToSend())
        {
            return;
        }

        _isSending = true;
        try
        {
            if (await Desk.SendAsync(ChargePoint, Form.Action, _writing.Text) is { } progress)
            {
                _progress = progress;
                _ = ShowAnswerAsync(progress);
            }
        }
        finally
        {
            _isSending = false;
        }
    }

    private async Task ShowAnswerAsync(CommandProgress progress)
    {
        await progress.Answer;
        await InvokeAsync(StateHasChanged);
    }

    private void EditByHand() => _byHand = JsonToken.Pretty(_writing.Text);

    private void WrittenByHand(string? json)
    {
        _byHand = json ?? "";
        _writing.Replace(_byHand);
    }
}

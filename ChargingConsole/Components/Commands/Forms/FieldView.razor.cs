using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>One field of a form, with what is wrong with it beside it; a group or a list shows its own fields.</summary>
public sealed partial class FieldView
{
    private IReadOnlyList<FieldChoice> _choices = [];
    private string _text = "";
    private string? _told;

    /// <summary>The field.</summary>
    [Parameter, EditorRequired]
    public required FormField Field { get; set; }

    /// <summary>Its path in the payload.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>The form.</summary>
    [Parameter, EditorRequired]
    public required FormWriting Writing { get; set; }

    /// <summary>Called when a value changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Whether this is the element of a list, which has the list's name.</summary>
    [Parameter]
    public bool IsItem { get; set; }

    /// <summary>What there is to choose from.</summary>
    [Inject]
    public required FormChoices Choices { get; init; }

    /// <summary>Whose time zone.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private string Id => $"field-{Path}";

    private string? Invalid => Writing.FaultAt(Path) is null ? null : "true";

    private string? Mode => Field.Kind switch
    {
        FieldKind.Count or FieldKind.Session or FieldKind.Reservation => "numeric",
        FieldKind.Fraction => "decimal",
        _ => null,
    };

    private bool IsSelect => Field.Kind is FieldKind.Choice or FieldKind.Connector || (Field.Kind == FieldKind.Session && _choices.Count > 0);

    private bool IsThere => Writing.Draft.Find(Path) is JsonObject;

    private int Count => Writing.Draft.Find(Path) is JsonArray list ? list.Count : 0;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What was typed stays as it was typed ("11."), for as long as nobody else changes the value.
        var now = Writing.Draft.Text(Path);
        if (now != _told)
        {
            _told = _text = now;
        }

        _choices = Choices.Of(Field, Writing.ChargePoint, _text);
    }

    private Task Typed(string? text)
    {
        _text = text ?? "";
        return SetAsync(PayloadDraft.Read(Field, _text));
    }

    private Task Picked(ChangeEventArgs change) => SetAsync(FormTimes.Wire(change.Value as string, Viewer.Zone) is { } time ? JsonValue.Create(time) : null, resync: true);

    private Task Toggle(ChangeEventArgs change) => SetAsync(change.Value is true ? Field.NewObject(Writing.Start) : null);

    private Task Add()
    {
        var item = Field.Fields[0];
        var list = Writing.Draft.Find(Path) as JsonArray ?? [];
        list.Add(item.Kind == FieldKind.Group ? item.NewObject(Writing.Start) : JsonValue.Create(""));
        return SetAsync(list.DeepClone());
    }

    private Task Remove(int at)
    {
        var list = (JsonArray)Writing.Draft.Find(Path)!.DeepClone();
        list.RemoveAt(at);
        return SetAsync(list.Count == 0 && Field.IsOptional ? null : list);
    }

    private Task SetAsync(JsonNode? value, bool resync = false)
    {
        // The empty element of a list is a place to write in, not a member to leave out.
        Writing.Set(Path, IsItem && value is null ? JsonValue.Create("") : value);
        _told = Writing.Draft.Text(Path);
        if (resync)
        {
            _text = _told;
        }

        return Changed.InvokeAsync();
    }

    private void Hint(RenderTreeBuilder builder)
    {
        if (Field.Help is { } help)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "form-help");
            builder.AddContent(2, L[help]);
            builder.CloseElement();
        }
    }

    private void FaultText(RenderTreeBuilder builder)
    {
        if (Writing.FaultAt(Path) is { } fault)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "form-fault");
            builder.AddAttribute(2, "data-testid", "fault");
            builder.AddContent(3, Recorded.Say(fault.Message));
            builder.CloseElement();
        }
    }
}

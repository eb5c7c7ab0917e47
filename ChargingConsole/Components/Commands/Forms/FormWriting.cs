using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>A form while it is filled in: its draft, and what that breaks of the specification. Used on the page's own thread only.</summary>
public sealed partial class FormWriting
{
    private readonly OutboundAction _action;
    private readonly HashSet<string> _touched = [];
    private readonly HashSet<string> _places = [];
    private readonly HashSet<string> _given = [];
    private bool _isTried;

    /// <summary>Opens a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="start">Where it is opened.</param>
    /// <param name="payload">What to begin with; null for what the form begins with by itself.</param>
    public FormWriting(ActionForm form, FormStart start, JsonObject? payload = null)
    {
        (Form, Start) = (form, start);
        _action = OutboundActions.Find(form.Action)!;
        Draft = new PayloadDraft(payload ?? form.Start(start));
        foreach (var field in form.Fields)
        {
            NotePlaces(field, field.Member);
        }

        Check();
    }

    /// <summary>The form.</summary>
    public ActionForm Form { get; }

    /// <summary>Where it was opened.</summary>
    public FormStart Start { get; }

    /// <summary>The charger.</summary>
    public ChargePoint ChargePoint => Start.ChargePoint;

    /// <summary>What was written so far.</summary>
    public PayloadDraft Draft { get; }

    /// <summary>What stands in the way of sending.</summary>
    public IReadOnlyList<FormFault> Faults { get; private set; } = [];

    /// <summary>The payload as it is sent: in the specification's order as soon as nothing is wrong with it.</summary>
    public string Text { get; private set; } = "{}";

    /// <summary>What is wrong and has no field to stand beside.</summary>
    public IEnumerable<FormFault> FaultsElsewhere => Faults.Where(fault => !_places.Contains(PlaceOf(fault.Path)));

    /// <summary>What is wrong with the payload as it stands in the hand's editor, when that is no JSON object; the draft is then an older one.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How many faults are shown beside their fields.</summary>
    public int ShownFaults => Faults.Count(IsShown);

    /// <summary>What is wrong with a member, once it is fair to say so.</summary>
    public FormFault? FaultAt(string path) => Faults.FirstOrDefault(fault => fault.Path == path && IsShown(fault));

    /// <summary>Sets a member.</summary>
    public void Set(string path, JsonNode? value)
    {
        Draft.Set(path, value);
        _touched.Add(path);
        Check();
    }

    /// <summary>Takes a payload written by hand; tells what is wrong when it is no JSON object.</summary>
    public string? Replace(string json)
    {
        Trouble = Draft.Replace(json);
        if (Trouble is null)
        {
            _isTried = true;
            Check();
        }

        return Trouble;
    }

    /// <summary>Somebody wants to send; from now on what is missing is told too. Whether it can be sent.</summary>
    public bool TryToSend()
    {
        _isTried = true;
        return Faults.Count == 0 && Trouble is null;
    }

    private bool IsShown(FormFault fault) => !fault.IsMissing || _isTried || _touched.Contains(fault.Path);

    private void Check()
    {
        using var document = JsonDocument.Parse(Draft.Json);
        var faults = _action.Check(document.RootElement).Select(FormFault.Of).ToArray();
        Faults = [.. faults.Where(fault => !(fault.IsMissing && _given.Contains(fault.Path)))];
        Text = faults.Length == 0 ? _action.Canonical(document.RootElement) : Draft.Json;
    }

    private void NotePlaces(FormField field, string path)
    {
        _places.Add(path);
        if (field.IsGiven)
        {
            _given.Add(path);
        }

        foreach (var inner in field.Fields)
        {
            NotePlaces(inner, field.Kind == FieldKind.List ? $"{path}[]" : $"{path}.{inner.Member}");
        }
    }

    private static string PlaceOf(string path) => Index().Replace(path, "[]");

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}

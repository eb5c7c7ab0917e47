using System.Text.Json.Nodes;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>One request that a charger can be sent, as an operator fills it in.</summary>
/// <param name="Action">The OCPP action.</param>
/// <param name="Title">What it is called on the screen.</param>
/// <param name="Meaning">What it does, in one line.</param>
/// <param name="Fields">The members of its payload.</param>
public sealed record ActionForm(string Action, string Title, string Meaning, params IReadOnlyList<FormField> Fields)
{
    /// <summary>The payload as the form begins with it.</summary>
    public JsonObject Start(FormStart start) => FormField.Of(Fields, start);
}

/// <summary>The forms of one feature profile (OCPP 1.6 §3.3).</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Title">What it is called on the screen.</param>
/// <param name="Forms">Its requests.</param>
public sealed record FormProfile(FeatureProfile Profile, string Title, IReadOnlyList<ActionForm> Forms);

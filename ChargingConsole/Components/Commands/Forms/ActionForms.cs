using System.Collections.Frozen;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of everything that the console can ask of a charger.</summary>
public static class ActionForms
{
    /// <summary>By feature profile, the most used first.</summary>
    public static IReadOnlyList<FormProfile> Profiles { get; } =
    [
        new(FeatureProfile.Core, "Core", CoreForms.All),
        new(FeatureProfile.RemoteTrigger, "Remote trigger", [DeviceForms.TriggerMessage]),
        new(FeatureProfile.SmartCharging, "Smart charging", SmartChargingForms.All),
        new(FeatureProfile.Reservation, "Reservation", ReservationForms.All),
        new(FeatureProfile.LocalAuthListManagement, "Local list", LocalListForms.All),
        new(FeatureProfile.FirmwareManagement, "Firmware and diagnostics", [DeviceForms.UpdateFirmware, DeviceForms.GetDiagnostics]),
        new(FeatureProfile.Security, "Security", SecurityForms.All),
    ];

    private static readonly FrozenDictionary<string, ActionForm> s_byAction =
        Profiles.SelectMany(profile => profile.Forms).ToFrozenDictionary(form => form.Action, StringComparer.OrdinalIgnoreCase);

    /// <summary>All forms.</summary>
    public static IEnumerable<ActionForm> All => Profiles.SelectMany(profile => profile.Forms);

    /// <summary>The form of an action; null when the console does not send it.</summary>
    public static ActionForm? Find(string? action) => action is null ? null : s_byAction.GetValueOrDefault(action);

    /// <summary>The profile a form belongs to.</summary>
    public static FormProfile ProfileOf(ActionForm form) => Profiles.First(profile => profile.Forms.Contains(form));

    /// <summary>Whether a form is called by these words.</summary>
    public static bool IsNamed(ActionForm form, string words) =>
        form.Action.Contains(words.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) || form.Title.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a form is meant by what somebody types.</summary>
    public static bool Matches(ActionForm form, string text) =>
        text.Length == 0 || IsNamed(form, text) || form.Meaning.Contains(text, StringComparison.OrdinalIgnoreCase);
}

namespace ChargingConsole.Core.ChargePoints;

/// <summary>
/// What a charge point is known not to support, since it said so: actions, and of TriggerMessage also single
/// messages, written as <c>TriggerMessage:MeterValues</c>. Screens disable what is in here, the server no longer
/// asks for it, and an operator's command is sent all the same.
/// </summary>
public static class Capabilities
{
    /// <summary>Whether nothing is known to speak against an action, or against one part of it.</summary>
    /// <param name="state">The charge point.</param>
    /// <param name="action">The OCPP action.</param>
    /// <param name="part">For TriggerMessage, the requested message.</param>
    public static bool Supports(ChargePointState state, string action, string? part = null) =>
        state.QuirkSettings?.NotSupported is not { } known || (!Has(known, action) && (part is null || !Has(known, $"{action}:{part}")));

    /// <summary>All that is known not to be supported, such as <c>ReserveNow</c> or <c>TriggerMessage:MeterValues</c>.</summary>
    public static IReadOnlyList<string> Missing(ChargePointState state) =>
        state.QuirkSettings?.NotSupported?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The list with a name added or taken out; null when nothing is left.</summary>
    internal static string? With(string? known, string name, bool isMissing)
    {
        var names = (known ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(other => other != name);
        var list = string.Join(' ', isMissing ? names.Append(name) : names);
        return list.Length is 0 or > MaxLength ? (list.Length == 0 ? null : known) : list;
    }

    internal static bool Has(string known, string name)
    {
        foreach (var part in known.AsSpan().Split(' '))
        {
            if (known.AsSpan(part).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    internal const int MaxLength = 2000;
}

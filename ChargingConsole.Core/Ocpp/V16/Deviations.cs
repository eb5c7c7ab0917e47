using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// Collects what the tolerant converters had to normalise while one payload is parsed. Parsing is
/// synchronous, so the thread is the scope and nothing is allocated.
/// </summary>
internal static class Deviations
{
    [ThreadStatic]
    private static FrameFlags t_noted;

    /// <summary>Starts a new payload.</summary>
    public static void Reset() => t_noted = FrameFlags.None;

    /// <summary>Notes a deviation of the payload being parsed.</summary>
    public static void Note(FrameFlags flags) => t_noted |= flags;

    /// <summary>What was noted since <see cref="Reset"/>.</summary>
    public static FrameFlags Noted => t_noted;
}

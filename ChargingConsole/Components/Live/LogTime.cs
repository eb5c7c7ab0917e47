using System.Globalization;

namespace ChargingConsole.Components.Live;

/// <summary>When a frame passed, as a log tells it: to the millisecond, with the day before today.</summary>
public static class LogTime
{
    /// <summary>The time in the viewer's zone.</summary>
    public static string Of(DateTimeOffset time, Viewer viewer)
    {
        var local = viewer.Local(time);
        return local.Date == viewer.Local(viewer.Now).Date ? viewer.Clock(time) : local.ToString("d MMM HH:mm:ss.fff", CultureInfo.CurrentCulture);
    }
}

using System.Globalization;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>Stretches of time as operators type them: 4:30 is four hours and a half.</summary>
public static class ClockText
{
    /// <summary>Seconds as h:mm, with seconds only where there are any.</summary>
    public static string Of(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.Seconds == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    /// <summary>The seconds of h, h:mm or h:mm:ss; null when it is none of these.</summary>
    public static int? Read(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length > 3)
        {
            return null;
        }

        long seconds = 0;
        for (var i = 0; i < 3; i++)
        {
            var part = 0;
            if (i < parts.Length && (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out part) || (i > 0 && part > 59)))
            {
                return null;
            }

            seconds = (seconds * 60) + part;
        }

        return seconds <= int.MaxValue ? (int)seconds : null;
    }
}

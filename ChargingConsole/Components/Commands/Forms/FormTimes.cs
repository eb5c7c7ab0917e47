using System.Globalization;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>Times between a picker, which knows the viewer's zone, and the wire, which knows UTC.</summary>
internal static class FormTimes
{
    private const string Picker = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>A time without its seconds, which a picker does not show.</summary>
    public static DateTime ToMinute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>What a picker says, in UTC.</summary>
    public static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>A time as OCPP writes it.</summary>
    public static string Wire(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number for a new request, which counts up with the seconds, so that no two of a charger have the same.</summary>
    public static int NewId(DateTimeOffset now) => (int)((now.ToUnixTimeSeconds() - 1_700_000_000) & int.MaxValue);

    /// <summary>What a picker says, as OCPP writes it; null when it says nothing.</summary>
    public static string? Wire(string? picked, TimeZoneInfo zone) =>
        DateTime.TryParse(picked, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Wire(Utc(local, zone))
            : null;

    /// <summary>A time of the wire, for a picker; empty when it is none.</summary>
    public static string Local(string? wire, TimeZoneInfo zone) =>
        wire is not null && DateTimeOffset.TryParse(wire, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? TimeZoneInfo.ConvertTime(time, zone).ToString(Picker, CultureInfo.InvariantCulture)
            : "";

    /// <summary>The zone at a time, for the label of a picker.</summary>
    public static string Zone(TimeZoneInfo zone, DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at);
        return offset == TimeSpan.Zero
            ? zone.Id is "UTC" or "Etc/UTC" ? "UTC" : $"{zone.Id}, UTC"
            : string.Create(CultureInfo.InvariantCulture, $"{zone.Id}, UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.Duration():h\\:mm}");
    }
}

using System.Globalization;

namespace ChargingConsole.Tests.Shared;

/// <summary>A day that a charger may still tell of: times that are much older are not believed.</summary>
internal static class Recently
{
    /// <summary>That day, UTC, as a timestamp begins.</summary>
    public static string Day { get; } = TimeProvider.System.GetUtcNow().AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

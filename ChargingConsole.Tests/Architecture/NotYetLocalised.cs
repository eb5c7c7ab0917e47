namespace ChargingConsole.Tests.Architecture;

/// <summary>What still speaks English only. The list gets shorter and never longer.</summary>
internal static class NotYetLocalised
{
    /// <summary>Components whose markup holds bare text, by their path under <c>Components/</c>.</summary>
    public static IReadOnlySet<string> Components { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Live/FrameDetails",
        "Live/LogEmpty",
        "Live/LogRow",
        "Live/LogToolbar",
        "Live/MessageLog",
        "Pages/LogPage",
    };
}

using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Live;

/// <summary>A row of the log: a frame, or a break in the stream of them.</summary>
public sealed record LogEntry
{
    /// <summary>The frame; null for a break.</summary>
    public FrameRow? Frame { get; private init; }

    /// <summary>Why there is a break.</summary>
    public string? Break { get; private init; }

    /// <summary>Whether frames are missing at the break, rather than held back.</summary>
    public bool IsGap { get; private init; }

    /// <summary>A row for a frame; a frame that stands for a gap in the journal becomes a break.</summary>
    public static LogEntry Of(FrameRow frame) => frame.Gap is { } lost ? Gap(lost, "the journal could not keep up") : new() { Frame = frame };

    /// <summary>A row for frames that are missing.</summary>
    public static LogEntry Gap(long count, string why) => new() { IsGap = true, Break = $"{Figures.Many(count, "frame is", "frames are")} missing here: {why}" };

    /// <summary>A row that marks something, with no frame missing.</summary>
    public static LogEntry Mark(string text) => new() { Break = text };
}
